package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScaledClockTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(-5_000);

    @Test
    void itBeginsWhenItIsMade() {
        assertThat(new ScaledClock(START, 60, nanos::get).instant()).isEqualTo(START);
    }

    @Test
    void aMinuteGoesByInASecondAtSpeedSixty() {
        ScaledClock clock = new ScaledClock(START, 60, nanos::get);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void itMayRunSlowerThanLife() {
        ScaledClock clock = new ScaledClock(START, 0.5, nanos::get);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void itCannotStandStill() {
        assertThatThrownBy(() -> new ScaledClock(START, 0, nanos::get))
                .hasMessage("speed: 0.0 (expected: > 0)");
    }
}
