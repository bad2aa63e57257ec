package dev.freeway.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.testkit.Cases;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Where every event's moment is known, a counter admits exactly what the limit says: all of it. */
class ExactTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aRollingWindowGivesAllOfItsAmountAndNoMore() {
        same(Window.rolling(20, MINUTE), events -> NaiveProvider.fullestRolling(events, MINUTE));
    }

    @Test
    void aDayGivesAllOfItsAmountAndNoMore() {
        same(
                Window.calendar(50, CalendarUnit.DAY, ZoneOffset.UTC),
                events -> NaiveProvider.fullestDay(events, ZoneOffset.UTC, Duration.ZERO));
    }

    @Test
    void aWindowFromFirstUseGivesAllOfItsAmountAndNoMore() {
        same(
                Window.firstUse(20, MINUTE),
                events -> NaiveProvider.fullestFromFirstUse(events, MINUTE));
    }

    @Test
    void aBucketGivesAllOfItsAmountAndNoMore() {
        same(
                Bucket.of(7, MINUTE),
                events -> NaiveProvider.deepestBelowEmpty(events, 7, 7 / 60.0) > 1e-6 ? 8 : 7);
    }

    /** Admits if and only if the naive provider would count no more than the amount. */
    private static void same(Counter counter, ToLongFunction<List<NaiveProvider.Event>> fullest) {
        Cases.forAll(
                60,
                random -> {
                    Tally tally = Tally.EMPTY;
                    Instant now = Instant.parse("2026-11-20T23:59:00Z");
                    List<NaiveProvider.Event> events = new ArrayList<>();
                    for (int i = 0; i < 120; i++) {
                        // Further apart than uses that share a cell.
                        now =
                                now.plusMillis(
                                        240
                                                + random.nextInt(
                                                        random.nextInt(9) == 0 ? 20_000 : 900));
                        List<NaiveProvider.Event> next = new ArrayList<>(events);
                        next.add(new NaiveProvider.Event(now, 1));
                        boolean admits = counter.room(tally, now) >= 1;
                        assertThat(admits)
                                .as("request %d at %s", i, now)
                                .isEqualTo(fullest.applyAsLong(next) <= counter.amount());
                        if (admits) {
                            tally = counter.use(tally, 1, Span.at(now));
                            events = next;
                        }
                    }
                });
    }

    @Test
    void fitsAtIsTheFirstMomentAtWhichItFits() {
        Cases.forAll(
                300,
                random -> {
                    Counter counter =
                            switch (random.nextInt(4)) {
                                case 0 -> Window.rolling(30, MINUTE);
                                case 1 -> Bucket.of(30, MINUTE);
                                case 2 -> Window.firstUse(30, MINUTE);
                                default -> Window.calendar(30, CalendarUnit.MINUTE, ZoneOffset.UTC);
                            };
                    Instant now = Instant.parse("2026-11-20T10:00:00Z");
                    Tally tally = Tally.EMPTY;
                    for (int i = 0; i < 12; i++) {
                        now = now.plusMillis(random.nextInt(9_000));
                        long amount = 1 + random.nextLong(10);
                        Instant fits = counter.fitsAt(tally, amount, now);
                        assertThat(counter.room(tally, fits)).isGreaterThanOrEqualTo(amount);
                        if (fits.isAfter(now)) {
                            assertThat(counter.room(tally, fits.minusNanos(2_000)))
                                    .isLessThan(amount);
                        }
                        now = fits;
                        tally = counter.use(tally, amount, Span.at(now));
                    }
                });
    }

    @Test
    void moreThanTheAmountNeverFits() {
        Instant now = Instant.EPOCH;
        for (Counter counter :
                List.of(
                        Window.rolling(3, MINUTE),
                        Bucket.of(3, MINUTE),
                        new Pot(3, Instant.MAX),
                        new Slots(3),
                        new Cap(3),
                        new Undisclosed(new Cap(3)))) {
            assertThat(counter.fitsAt(Tally.EMPTY, 4, now)).isEqualTo(Instant.MAX);
            assertThat(counter.fitsAt(Tally.EMPTY, 3, now)).isEqualTo(now);
        }
    }
}
