package dev.freeway.store;

import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Activity;
import dev.freeway.relay.Circumstances;
import dev.freeway.relay.Cost;
import dev.freeway.relay.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What may have become of requests. */
final class Activities {
    private static final Circumstances AROUND =
            new Circumstances(
                    "{\"temperature\":0.2,\"seed\":7}",
                    8_000,
                    Optional.of(Duration.ofMillis(5)),
                    200,
                    "",
                    Map.of("x-ratelimit-remaining-requests", "4"),
                    "1.2.3");

    private Activities() {}

    /** One that was served. */
    static Activity of(String id, Instant at) {
        return of(id, at, new Party("me", "thesis", "t1"), "m");
    }

    /** One that was served, of that party by that model. */
    static Activity of(String id, Instant at, Party party, String model) {
        return new Activity(
                id,
                at,
                Duration.ofMillis(12),
                party,
                "served",
                "auto",
                "somewhere",
                "mine",
                model,
                "a",
                new Usage(3, 1, 2),
                false,
                new Cost(OptionalLong.of(40), 15),
                AROUND,
                1,
                "why");
    }

    /** One that nobody was asked for. */
    static Activity refused(String id, Instant at, Party party) {
        return new Activity(
                id,
                at,
                Duration.ZERO,
                party,
                "refused",
                "auto",
                "",
                "",
                "",
                "",
                Usage.NONE,
                false,
                Cost.NONE,
                new Circumstances("{}", 0, Optional.empty(), 0, "no_room", Map.of(), "1.2.3"),
                0,
                "why");
    }

    /** One that its provider failed, and whose list price nobody says. */
    static Activity failed(String id, Instant at, Party party, String model) {
        return new Activity(
                id,
                at,
                Duration.ofSeconds(1),
                party,
                "failed",
                "auto",
                "somewhere",
                "mine",
                model,
                "",
                Usage.of(9, 0),
                true,
                new Cost(OptionalLong.empty(), 0),
                new Circumstances("{}", 8_000, Optional.empty(), 503, "broken", Map.of(), ""),
                2,
                "why");
    }
}
