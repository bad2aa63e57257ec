package dev.freeway.app.config;

import java.time.Duration;

/**
 * How a gateway that is told to stop leaves.
 *
 * @param notice how long it says so and still takes requests, so that whoever sends them can turn
 *     elsewhere
 * @param finish how long what is being answered may then take to end
 */
public record Drain(Duration notice, Duration finish) {
    public static final Drain USUAL = new Drain(Duration.ofSeconds(5), Duration.ofSeconds(60));
}
