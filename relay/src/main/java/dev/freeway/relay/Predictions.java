package dev.freeway.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers which account made which prediction, and whose it is, across restarts; never what went
 * in or came out. Thread-safe.
 */
public interface Predictions {
    /** How long a provider keeps what went in and came out, from a prediction's end. */
    Duration KEPT = Duration.ofHours(1);

    /** Writes a new one down; done when durable. Those of more than 30 days ago are forgotten. */
    CompletableFuture<Void> made(Made made);

    /** Keeps how its provider last showed it, soon; never blocks. */
    void seen(String id, Sight sight);

    /** The prediction of that id. */
    Optional<Made> find(String id);

    /**
     * A member's own, newest first.
     *
     * @param limit how many at most (expected: > 0)
     */
    List<Made> of(String member, From from, int limit);

    /** Where a page of them begins. */
    sealed interface From {
        record Newest() implements From {}

        /** Those made before that one. */
        record Before(String id) implements From {}

        /** Those made next after that one. */
        record After(String id) implements From {}
    }

    /**
     * A prediction that was made.
     *
     * @param id ours, as its member knows it
     * @param key opens its stream without a token
     * @param member whose it is
     */
    record Made(String id, String key, String member, Maker maker, Instant at, Sight sight) {
        /** Whether its provider keeps no more than that it was. */
        public boolean removed(Instant now) {
            return sight.endedAt().filter(end -> !now.isBefore(end.plus(KEPT))).isPresent();
        }

        /** The same, as it was seen since. */
        public Made with(Sight since) {
            return new Made(id, key, member, maker, at, since);
        }
    }

    /**
     * Who made it.
     *
     * @param account our name for it
     * @param model the provider's name of it
     * @param version of the model, as the provider says, or empty
     * @param theirs the provider's id of the prediction
     */
    record Maker(String provider, String account, String model, String version, String theirs) {}

    /**
     * How its provider showed it.
     *
     * @param status {@code starting}, {@code processing}, {@code succeeded}, ...
     * @param endedAt empty while it goes on
     */
    record Sight(String status, Optional<Instant> endedAt) {}
}
