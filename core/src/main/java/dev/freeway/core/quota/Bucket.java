package dev.freeway.core.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket that refills continuously; it starts full. Kept as one cell whose {@code used} is what
 * was missing at its {@code from}, in units times microseconds of the period: exact, without
 * fractions.
 *
 * @param capacity the most it holds (expected: > 0; times the period's microseconds below 2⁶²)
 * @param refill units that flow in a {@code period} (expected: > 0)
 */
public record Bucket(long capacity, long refill, Duration period) implements Counter {
    private static final long KEY = 0;

    public Bucket {
        Counter.positive("capacity", capacity);
        Counter.positive("refill", refill);
        Counter.positive("period", period.toMillis());
        if (Math.multiplyHigh(capacity, EpochMicros.of(period)) != 0
                || capacity * EpochMicros.of(period) < 0) {
            throw new IllegalArgumentException(
                    "capacity: " + capacity + " (expected: less, for a period of " + period + ")");
        }
    }

    /** One that fills from empty within {@code period}. */
    public static Bucket of(long capacity, Duration period) {
        return new Bucket(capacity, capacity, period);
    }

    /** A bucket of its period's refill grows as a whole; a smaller one keeps its burst. */
    @Override
    public Counter resized(long other) {
        return new Bucket(capacity == refill ? other : Math.min(capacity, other), other, period);
    }

    @Override
    public long amount() {
        return capacity;
    }

    @Override
    public long room(Tally tally, Instant now) {
        return Math.floorDiv(scaled(capacity) - missing(tally, EpochMicros.of(now)), scale())
                - tally.held();
    }

    @Override
    public long used(Tally tally, Instant now) {
        return Math.ceilDiv(missing(tally, EpochMicros.of(now)), scale());
    }

    @Override
    public Instant fitsAt(Tally tally, long wanted, Instant now) {
        if (wanted > capacity) {
            return Instant.MAX;
        }
        long micros = EpochMicros.of(now);
        long over = missing(tally, micros) + scaled(tally.held() + wanted) - scaled(capacity);
        return EpochMicros.toInstant(micros + Math.ceilDiv(Math.max(0, over), refill));
    }

    /** Taken out at the latest time possible: a bucket that was full gains nothing before. */
    @Override
    public Tally use(Tally tally, long units, Span when) {
        if (units == 0) {
            return tally;
        }
        long at = Math.max(EpochMicros.of(when.to()), lastChange(tally));
        long missing = Math.addExact(missing(tally, at), scaled(units));
        return tally.with(new Cell(KEY, at, at + Math.ceilDiv(missing, refill), missing));
    }

    /** When the bucket is full again, should what is under way end in full now. */
    @Override
    public Instant resetsAt(Tally tally, Instant now) {
        long micros = EpochMicros.of(now);
        long owed = Math.addExact(missing(tally, micros), scaled(tally.held()));
        return owed == 0 ? now : EpochMicros.toInstant(micros + Math.ceilDiv(owed, refill));
    }

    /** What is missing from a full bucket, in units times microseconds of the period. */
    private long missing(Tally tally, long micros) {
        if (tally.cells().isEmpty() || micros >= full(tally)) {
            return 0;
        }
        Cell cell = tally.cells().getFirst();
        return cell.used() - refill * Math.max(0, micros - cell.from());
    }

    private static long full(Tally tally) {
        return tally.cells().getFirst().until();
    }

    private static long lastChange(Tally tally) {
        return tally.cells().isEmpty() ? Long.MIN_VALUE : tally.cells().getFirst().from();
    }

    private long scaled(long units) {
        return Math.multiplyExact(units, scale());
    }

    private long scale() {
        return EpochMicros.of(period);
    }
}
