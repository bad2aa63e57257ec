package dev.freeway.emulator;

import java.math.BigDecimal;
import java.time.Duration;

/** A duration as Go prints it, which is how several providers say when to come back. */
final class GoDuration {
    private static final long SECOND = 1_000_000_000L;

    private GoDuration() {}

    /** To the millisecond, rounded up: {@code 33m57.312s}, {@code 370ms}, {@code 6m0s}. */
    static String of(Duration duration) {
        long millis = Math.ceilDiv(Math.max(0, duration.toNanos()), SECOND / 1_000);
        if (millis == 0) {
            return "0s";
        }
        if (millis < 1_000) {
            return millis + "ms";
        }
        long hours = millis / 3_600_000;
        long minutes = millis / 60_000 % 60;
        String seconds =
                BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
        return (hours > 0 ? hours + "h" : "")
                + (hours + minutes > 0 ? minutes + "m" : "")
                + seconds;
    }
}
