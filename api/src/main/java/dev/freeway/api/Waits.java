package dev.freeway.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Waiting times in words. */
final class Waits {
    private Waits() {}

    /** Whole seconds, rounded up, at least 1. */
    static long seconds(Instant now, Instant until) {
        Duration wait = Duration.between(now, until);
        return Math.max(1, wait.getSeconds() + (wait.getNano() > 0 ? 1 : 0));
    }

    /** A point in time, to the millisecond. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

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
        return seconds(now, until) + " s";
    }
}
