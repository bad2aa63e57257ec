package dev.freeway.provider;

import java.time.Duration;

/**
 * How long to wait for a provider, in real time.
 *
 * @param firstByte for the first content of an answer
 * @param idle between two pieces of it
 */
public record Timeouts(Duration firstByte, Duration idle) {
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(30));
}
