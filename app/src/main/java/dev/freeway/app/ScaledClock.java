package dev.freeway.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A clock that runs so many times as fast as real time. Thread-safe. */
final class ScaledClock implements InstantSource {
    private final Instant start;
    private final double speed;
    private final LongSupplier nanos;
    private final long startNanos;

    /**
     * @param nanos real time that never goes back
     */
    ScaledClock(Instant start, double speed, LongSupplier nanos) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed: " + speed + " (expected: > 0)");
        }
        this.start = start;
        this.speed = speed;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos((long) ((nanos.getAsLong() - startNanos) * speed));
    }
}
