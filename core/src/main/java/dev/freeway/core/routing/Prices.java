package dev.freeway.core.routing;

import dev.freeway.core.quota.CounterKey;
import java.util.HashMap;
import java.util.Map;

/**
 * What a unit of each limit is worth now, in requests' worth: 1 is what serving a request is worth.
 * Immutable.
 *
 * @param units above 0; a limit that is not there has more than is asked for
 * @param informed whether they come of enough traffic to refuse by
 */
public record Prices(Map<CounterKey, Double> units, boolean informed) {
    /** Everything is to be had for nothing. */
    public static final Prices NONE = new Prices(Map.of(), false);

    public Prices {
        units = Map.copyOf(units);
    }

    /** What one unit of that limit is worth. */
    public double unit(CounterKey key) {
        return units.getOrDefault(key, 0.0);
    }

    /** The same and {@code others}, each unit of them {@code weight} times. */
    public Prices plus(Prices others, double weight) {
        Map<CounterKey, Double> sum = new HashMap<>(units);
        others.units.forEach((key, unit) -> sum.merge(key, weight * unit, Double::sum));
        return new Prices(sum, informed || others.informed);
    }
}
