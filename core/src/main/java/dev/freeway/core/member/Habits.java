package dev.freeway.core.member;

import java.time.Duration;
import java.util.Optional;

/**
 * How requests are treated that do not say.
 *
 * @param mode whether they may take what later ones would put to better use
 * @param patience how long they wait for room
 */
public record Habits(Optional<Mode> mode, Optional<Duration> patience) {
    /** Nothing is said. */
    public static final Habits NONE = new Habits(Optional.empty(), Optional.empty());

    /** These, and where they say nothing {@code others}. */
    public Habits or(Habits others) {
        return new Habits(mode.or(others::mode), patience.or(others::patience));
    }
}
