package dev.freeway.core.routing;

import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Standing;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;

/**
 * What a limit's units are worth now: cheap where less is used than time has gone by, dear where
 * more is, so that what perishes first is spent first. One-time pots are dearest.
 */
final class Pace {
    private static final double STEEPNESS = 6;
    private static final double POT = 50;
    private static final double MIDDLE = 0.5;

    private Pace() {}

    /** The price of taking {@code share} (0..1) of the limit. */
    static double price(Standing standing, double share, Instant now) {
        Limit limit = standing.limit();
        double amount = limit.counter().amount();
        double used = (standing.used() + standing.held()) / amount;
        return share * weight(limit.counter(), used, standing, now);
    }

    private static double weight(Counter counter, double used, Standing standing, Instant now) {
        return switch (counter) {
            case Pot _ -> POT;
            case Undisclosed(Counter prior) -> weight(prior, used, standing, now);
            case Window window when !(window.anchor() instanceof Anchor.Rolling) ->
                    Math.exp(STEEPNESS * (used - elapsed(window.period(), standing, now)));
            default -> Math.exp(STEEPNESS * (used - MIDDLE));
        };
    }

    /** The share of the window that has gone by. */
    private static double elapsed(Duration period, Standing standing, Instant now) {
        if (!standing.resetsAt().isAfter(now)) {
            return 0;
        }
        double left = (double) Duration.between(now, standing.resetsAt()).toMillis();
        return Math.clamp(1 - left / period.toMillis(), 0, 1);
    }
}
