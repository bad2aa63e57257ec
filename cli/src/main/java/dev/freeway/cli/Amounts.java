package dev.freeway.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times, short enough for a table. */
final class Amounts {
    private static final long COMPACT_FROM = 1_000_000;

    private Amounts() {}

    /** {@code 1,234}, {@code 1.25M}. */
    static String number(long amount) {
        return amount >= COMPACT_FROM
                ? String.format(Locale.ROOT, "%.2fM", amount / 1e6).replaceAll("\\.?0+M$", "M")
                : String.format(Locale.ROOT, "%,d", amount);
    }

    /** {@code 3 h 12 min}. */
    static String wait(Duration exact) {
        Duration wait = Duration.ofSeconds(Math.ceilDiv(exact.toMillis(), 1_000));
        if (!wait.isPositive()) {
            return "now";
        }
        if (wait.toDays() > 0) {
            return wait.toDays() + " d " + wait.toHoursPart() + " h";
        }
        if (wait.toHours() > 0) {
            return wait.toHours() + " h " + wait.toMinutesPart() + " min";
        }
        return wait.toMinutes() > 0
                ? wait.toMinutes() + " min " + wait.toSecondsPart() + " s"
                : wait.toSeconds() + " s";
    }
}
