package dev.freeway.core.quota;

import java.time.Instant;

/**
 * The time within which a provider counted a request: not before we sent it, not after we saw that
 * it had.
 *
 * @param from when the request was reserved
 * @param to when its counting was known to be over (expected: not before {@code from})
 */
public record Span(Instant from, Instant to) {
    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "to: " + to + " (expected: not before " + from + ")");
        }
    }

    /** Counted at exactly {@code instant}. */
    public static Span at(Instant instant) {
        return new Span(instant, instant);
    }
}
