package dev.freeway.relay;

import dev.freeway.core.member.Mode;
import java.time.Duration;

/**
 * How a request wants to be treated.
 *
 * @param mode whether it may take what later ones would put to better use
 * @param patience how long it would wait for room
 * @param lot parts requests among offers that cost about the same; those of one conversation have
 *     the same
 */
public record Wishes(Mode mode, Duration patience, long lot) {
    /** To be served at once, or not at all. */
    public static final Wishes NONE = new Wishes(Mode.SERVE_NOW, Duration.ZERO, 0);
}
