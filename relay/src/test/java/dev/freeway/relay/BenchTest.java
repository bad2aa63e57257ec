package dev.freeway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.fault.Fault;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When an offer rests, and how it comes back. */
class BenchTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Fault BROKEN = new Fault.Broken("it said 500");

    private final Bench bench = new Bench();
    private final Offer offer = offer();

    private static Offer offer() {
        Model model =
                new Model("m", List.of(), 1_000, 500, 100, EnumSet.of(Model.Ability.CHAT), 10);
        Provider provider =
                Provider.openAi(
                        "p", "https://p.example", Wire.openAi(Map.of()), List.of(model), List.of());
        Account account =
                new Account(
                        provider,
                        "a",
                        new Secret("k"),
                        provider.baseUrl(),
                        Facts.NONE,
                        Permit.NONE);
        return new Offer(account, model, List.of());
    }

    private boolean rests(Instant at) {
        return bench.seat(offer, at).isPresent();
    }

    @Test
    void twoFailuresAreBorneAndTheThirdOpens() {
        bench.note(offer, BROKEN, NOON);
        bench.note(offer, BROKEN, NOON);
        assertThat(rests(NOON)).isFalse();
        bench.note(offer, BROKEN, NOON);
        assertThat(rests(NOON)).isTrue();
        assertThat(rests(NOON.plusSeconds(4))).isFalse();
    }

    @Test
    void anAnswerBetweenStartsTheCountAnew() {
        bench.note(offer, BROKEN, NOON);
        bench.note(offer, BROKEN, NOON);
        bench.clear(offer);
        bench.note(offer, BROKEN, NOON);
        assertThat(rests(NOON)).isFalse();
    }

    @Test
    void afterARestOneTriesAlone() {
        for (int i = 0; i < 3; i++) {
            bench.note(offer, BROKEN, NOON);
        }
        Instant later = NOON.plusSeconds(5);
        assertThat(bench.mayAsk(offer, later)).isTrue();
        assertThat(bench.mayAsk(offer, later)).isFalse();
        assertThat(rests(later)).isTrue();
        bench.clear(offer);
        assertThat(bench.mayAsk(offer, later)).isTrue();
        assertThat(bench.mayAsk(offer, later)).isTrue();
    }

    @Test
    void eachFailedTrialRestsTwiceAsLongUpToFiveMinutes() {
        Instant now = NOON;
        long last = 0;
        for (int i = 0; i < 14; i++) {
            bench.note(offer, BROKEN, now);
            Instant from = now;
            long seconds =
                    bench.seat(offer, now)
                            .map(seat -> seat.until().getEpochSecond() - from.getEpochSecond())
                            .orElse(0L);
            assertThat(seconds).isGreaterThanOrEqualTo(last);
            last = seconds;
            now = now.plusSeconds(seconds);
        }
        assertThat(last).isEqualTo(300);
    }

    @Test
    void aSpentWindowIsNoFailure() {
        for (int i = 0; i < 5; i++) {
            bench.note(offer, new Fault.RateLimited("slow down", NOON.plusSeconds(7)), NOON);
        }
        assertThat(rests(NOON.plusSeconds(6))).isTrue();
        assertThat(rests(NOON.plusSeconds(7))).isFalse();
        assertThat(bench.mayAsk(offer, NOON.plusSeconds(7))).isTrue();
        assertThat(bench.mayAsk(offer, NOON.plusSeconds(7))).isTrue();
    }
}
