package dev.freeway.app.config;

import java.time.Duration;

/**
 * Lengths of time as our files write them: {@code 500ms}, {@code 60s}, {@code 5m}, {@code 1h},
 * {@code 1d}.
 */
final class Durations {
    private Durations() {}

    static Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long count = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> throw new IllegalArgumentException(text + " (expected: like 60s or 1d)");
        };
    }
}
