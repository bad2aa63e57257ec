package dev.freeway.api;

import java.time.Duration;
import java.time.Instant;

/** Waiting times in words. */
final class Waits {
    private Waits() {}

    /** {@code 3 h 12 min}, {@code 45 s}. */
    static String text(Instant now, Instant until) {
        Duration wait = Duration.between(now, until);
        if (wait.toDays() > 0) {
            return wait.toDays() + " d " + wait.toHoursPart() + " h";
        }
        if (wait.toHours() > 0) {
            return wait.toHours() + " h " + wait.toMinutesPart() + " min";
        }
        if (wait.toMinutes() > 0) {
            return wait.toMinutes() + " min " + wait.toSecondsPart() + " s";
        }
        return Math.max(1, Math.ceilDiv(wait.toMillis(), 1_000)) + " s";
    }
}
