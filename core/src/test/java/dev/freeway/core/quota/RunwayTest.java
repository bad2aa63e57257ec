package dev.freeway.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.testkit.Cases;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunwayTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Counter CALENDAR = Window.calendar(100, CalendarUnit.DAY, ZoneOffset.UTC);

    @Test
    void aDayThatIsUsedAtMoreThanItsPaceIsSpentBeforeItEnds() {
        assertThat(spentAt(CALENDAR, used(CALENDAR, 80, "2026-11-20T09:00:00Z"), NOON))
                .as("80 in 12 hours: 20 more in 3")
                .contains(Instant.parse("2026-11-20T15:00:00Z"));
    }

    @Test
    void aDayThatIsUsedAtLessLasts() {
        Tally tally = used(CALENDAR, 50, "2026-11-20T00:00:01Z");
        assertThat(runway(CALENDAR, tally, NOON)).isPresent();
        assertThat(spentAt(CALENDAR, tally, NOON)).as("50 in 12 hours: at midnight").isEmpty();
    }

    @Test
    void aDayBeginsAtTheMidnightOfItsZone() {
        Counter pacific = Window.calendar(100, CalendarUnit.DAY, ZoneId.of("America/Los_Angeles"));
        Runway runway =
                runway(pacific, used(pacific, 50, "2026-11-20T11:00:00Z"), NOON).orElseThrow();
        assertThat(runway.since()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThat(runway.spentAt()).contains(Instant.parse("2026-11-20T16:00:00Z"));
    }

    @Test
    void aRollingWindowIsPacedSinceTheOldestUseThatCounts() {
        Counter rolling = Window.rolling(100, DAY);
        Tally tally = used(rolling, 40, "2026-11-20T06:00:00Z");
        assertThat(spentAt(rolling, tally, NOON))
                .as("40 in 6 hours: 60 more in 9")
                .contains(Instant.parse("2026-11-20T21:00:00Z"));
        assertThat(spentAt(rolling, used(rolling, 20, "2026-11-20T06:00:00Z"), NOON))
                .as("at 06:00 some of it comes back")
                .isEmpty();
        assertThat(runway(rolling, tally, NOON.plus(DAY))).as("all of it is back").isEmpty();
    }

    @Test
    void aWindowFromFirstUseBeganWithThat() {
        Counter month = Window.firstUse(100, Duration.ofDays(30));
        Tally tally =
                month.use(
                        month.hold(Tally.EMPTY, 0, NOON.minus(DAY)), 25, Span.at(NOON.minus(DAY)));
        assertThat(spentAt(month, tally, NOON)).contains(NOON.plus(DAY.multipliedBy(3)));
    }

    @Test
    void whatIsSpentAlreadyIsSpentNow() {
        assertThat(spentAt(CALENDAR, used(CALENDAR, 100, "2026-11-20T09:00:00Z"), NOON))
                .contains(NOON);
        assertThat(spentAt(CALENDAR, used(CALENDAR, 120, "2026-11-20T09:00:00Z"), NOON))
                .contains(NOON);
    }

    @Test
    void oneRequestAtTheStartOfADayIsNoPace() {
        Instant early = Instant.parse("2026-11-20T00:00:01Z");
        assertThat(spentAt(CALENDAR, used(CALENDAR, 1, "2026-11-20T00:00:01Z"), early)).isEmpty();
    }

    @Test
    void whatWasNotUsedOrIsNoWindowHasNoPace() {
        Counter pot = new Pot(100, Instant.MAX);
        Counter bucket = Bucket.of(100, DAY);
        assertThat(runway(CALENDAR, Tally.EMPTY, NOON)).isEmpty();
        assertThat(runway(pot, used(pot, 5, "2026-11-20T09:00:00Z"), NOON)).isEmpty();
        assertThat(runway(bucket, used(bucket, 5, "2026-11-20T09:00:00Z"), NOON)).isEmpty();
    }

    @Test
    void whoGoesOnAtThatPaceIsFirstRefusedThen() {
        Cases.forAll(
                200,
                random -> {
                    Counter day = Window.calendar(1_000, CalendarUnit.DAY, ZoneOffset.UTC);
                    Duration step = Duration.ofSeconds(20 + random.nextInt(200));
                    Instant now = Instant.parse("2026-11-20T00:00:00Z");
                    Tally tally = Tally.EMPTY;
                    int asked = 200 + random.nextInt(100);
                    for (int i = 0; i < asked; i++) {
                        now = now.plus(step);
                        tally = day.use(tally, 1, Span.at(now));
                    }
                    Optional<Instant> foretold = spentAt(day, tally, now);
                    Instant last = now.plus(step.multipliedBy(1_000 - asked));
                    boolean sameDay = last.isBefore(Instant.parse("2026-11-21T00:00:00Z"));
                    assertThat(foretold).isEqualTo(sameDay ? Optional.of(last) : Optional.empty());
                });
    }

    private static Tally used(Counter counter, long units, String at) {
        return counter.use(Tally.EMPTY, units, Span.at(Instant.parse(at)));
    }

    private static Optional<Runway> runway(Counter counter, Tally tally, Instant now) {
        return Runway.of(Limit.of("rpd", Meter.REQUESTS, counter), tally, now);
    }

    private static Optional<Instant> spentAt(Counter counter, Tally tally, Instant now) {
        return runway(counter, tally, now).flatMap(Runway::spentAt);
    }
}
