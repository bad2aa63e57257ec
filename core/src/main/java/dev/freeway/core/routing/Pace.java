package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Standing;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Prices that need no forecast: cheap where less of a limit is used than time has gone by, dear
 * where more is, so that what perishes first is spent first. One-time pots are dearest.
 */
public final class Pace {
    private static final double STEEPNESS = 6;
    private static final double POT = 50;
    private static final double MIDDLE = 0.5;

    private Pace() {}

    /** What the limits of those offers are worth. */
    public static Prices prices(
            List<Offer> offers, Function<CounterKey, Tally> tallies, Instant now) {
        Map<CounterKey, Double> units = new HashMap<>();
        offers.stream()
                .flatMap(Offer::everyLimit)
                .filter(bound -> bound.limit().counter().keeps())
                .forEach(bound ->
                        units.computeIfAbsent(
                                bound.key(), key -> unit(bound, tallies.apply(key), now)));
        return new Prices(units, false);
    }

    private static double unit(Bound bound, Tally tally, Instant now) {
        Standing standing = Standing.of(bound.key(), bound.limit(), tally, now);
        double amount = bound.limit().counter().amount();
        double used = (standing.used() + standing.held()) / amount;
        return weight(bound.limit().counter(), used, standing, now) / amount;
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
