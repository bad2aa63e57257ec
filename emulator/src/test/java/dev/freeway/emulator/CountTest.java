package dev.freeway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts begin, end and forget when their providers' do. */
class CountTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aClockSetBackForgetsNothing() {
        List<Count> counts =
                List.of(
                        new Count.Rolling("l", "tokens", 10, MINUTE),
                        new Count.Window("l", "tokens", 10, Ruler.utcDay()),
                        new Count.FromFirstUse("l", "tokens", 10, MINUTE),
                        new Count.Pot("l", "tokens", 10));
        for (Count count : counts) {
            count.add(10, NOON);
            count.counted(NOON.plusSeconds(86_400));
            assertThat(count.counted(NOON.minusSeconds(5))).as(count.toString()).isEqualTo(10);
        }
        Count leaky = new Count.Leaky("l", "tokens", 60, MINUTE);
        leaky.add(30, NOON);
        leaky.add(10, NOON.minusSeconds(20));
        assertThat(leaky.counted(NOON)).as("the twenty seconds drain once").isEqualTo(40);
    }

    @Test
    void rollingWaitsUntilEnoughHasLeft() {
        Count rolling = new Count.Rolling("l", "tokens", 10, MINUTE);
        rolling.add(4, NOON);
        rolling.add(5, NOON.plusSeconds(10));
        Instant now = NOON.plusSeconds(20);
        assertThat(rolling.wait(1, now)).isZero();
        assertThat(rolling.wait(5, now)).isEqualTo(Duration.ofSeconds(40));
        assertThat(rolling.wait(6, now)).isEqualTo(Duration.ofSeconds(50));
        rolling.put(-5, NOON.plusSeconds(10));
        assertThat(rolling.wait(6, now)).as("given back").isZero();
        assertThat(rolling.counted(NOON.plusSeconds(59))).isEqualTo(4);
        assertThat(rolling.counted(NOON.plusSeconds(60))).isZero();
    }

    @Test
    void daysAndMonthsFollowTheirZonesCalendar() {
        Count pacific =
                new Count.Window("l", "requests", 1, Ruler.day(ZoneId.of("America/Los_Angeles")));
        Instant before = Instant.parse("2026-11-01T06:59:59Z");
        pacific.add(1, before);
        assertThat(pacific.fits(1, before)).isFalse();
        assertThat(pacific.wait(1, before)).isEqualTo(Duration.ofSeconds(1));
        Instant midnight = before.plusSeconds(1);
        pacific.add(1, midnight);
        assertThat(pacific.wait(1, midnight))
                .as("clocks are put back")
                .isEqualTo(Duration.ofHours(25));
        Count month = new Count.Window("l", "usd", 1, Ruler.utcMonth());
        month.add(1, Instant.parse("2026-02-28T23:59:59Z"));
        assertThat(month.counted(Instant.parse("2026-02-01T00:00:00Z"))).isEqualTo(1);
        assertThat(month.counted(Instant.parse("2026-03-01T00:00:00Z"))).isZero();
    }

    @Test
    void aWindowFromFirstUseOpensWithTheNextUse() {
        Count days = new Count.FromFirstUse("l", "usd", 5, Duration.ofDays(30));
        days.add(5, NOON);
        assertThat(days.fits(1, NOON.plus(Duration.ofDays(30)).minusMillis(1))).isFalse();
        assertThat(days.fits(1, NOON.plus(Duration.ofDays(30)))).isTrue();
        days.add(1, NOON.plus(Duration.ofDays(40)));
        assertThat(days.counted(NOON.plus(Duration.ofDays(69)))).isEqualTo(1);
    }

    @Test
    void whatIsLeftInAPotIsLostAtItsEnd() {
        Count.Pot pot = new Count.Pot("l", "usd", 5, NOON.plusSeconds(60));
        pot.add(1, NOON);
        assertThat(pot.left(NOON)).isEqualTo(4);
        assertThat(pot.left(NOON.plusSeconds(60))).isZero();
        assertThat(pot.ended(NOON.plusSeconds(59))).isFalse();
    }

    @Test
    void aSmallBucketRefillsAtItsOwnRate() {
        Count bucket = new Count.Leaky("l", "requests", 1, 0.1);
        bucket.add(1, NOON);
        assertThat(bucket.wait(1, NOON)).isEqualTo(Duration.ofSeconds(10));
        assertThat(bucket.fits(1, NOON.plusSeconds(9))).isFalse();
        assertThat(bucket.fits(1, NOON.plusSeconds(10))).isTrue();
    }

    @Test
    void fixedWindowsAreCutFromTheClock() {
        Count fixed = new Count.Window("l", "requests", 1, Ruler.every(MINUTE));
        fixed.add(1, NOON.plusSeconds(59));
        assertThat(fixed.wait(1, NOON.plusSeconds(59))).isEqualTo(Duration.ofSeconds(1));
        assertThat(fixed.fits(1, NOON.plusSeconds(60))).isTrue();
    }
}
