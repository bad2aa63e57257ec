package dev.freeway.members;

import java.time.Instant;
import java.util.Map;

/**
 * The most that an account may be billed beyond what is free and its credits. Nothing by default.
 *
 * @param most micro-dollars a calendar month of UTC, by billing (expected: > 0)
 * @param by who allowed it
 */
public record Ceilings(String holder, Map<String, Long> most, String by, Instant at)
        implements Entry {
    public Ceilings {
        most = Map.copyOf(most);
    }

    @Override
    public String id() {
        return holder;
    }
}
