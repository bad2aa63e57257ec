package dev.freeway.core.quota;

import java.time.Duration;
import java.time.Instant;

/** Time as the tallies keep it: microseconds since 1970-01-01T00:00Z in a {@code long}. */
public final class EpochMicros {
    /** Later than any time. */
    public static final long FOREVER = Long.MAX_VALUE;

    private static final long PER_SECOND = 1_000_000;

    private EpochMicros() {}

    /** Rounded down. */
    public static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), PER_SECOND),
                instant.getNano() / 1_000);
    }

    /** Rounded down. */
    public static long of(Duration duration) {
        return Math.addExact(
                Math.multiplyExact(duration.getSeconds(), PER_SECOND), duration.getNano() / 1_000);
    }

    /** {@link #FOREVER} becomes {@link Instant#MAX}. */
    public static Instant toInstant(long micros) {
        return micros == FOREVER
                ? Instant.MAX
                : Instant.ofEpochSecond(
                        Math.floorDiv(micros, PER_SECOND),
                        Math.floorMod(micros, PER_SECOND) * 1_000L);
    }

    /** {@code a + b}, or {@link #FOREVER} where that does not fit. */
    public static long plus(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? FOREVER : sum;
    }
}
