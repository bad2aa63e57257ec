package dev.freeway.app.config;

/**
 * What a gateway needs that serves others.
 *
 * @param alertsInside whether alerts may go to hosts of ours
 */
public record Hosting(boolean alertsInside) {
    /** What holds where nothing is said. */
    public static final Hosting USUAL = new Hosting(false);
}
