package dev.freeway.bench.yield;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a gateway believes of a world: of limits that are not disclosed to it, a prior that is wrong
 * by up to a factor of two, until it has learned better.
 */
final class Beliefs {
    private static final double HIDDEN = 1.0 / 3;

    private final World world;
    private final Map<CounterKey, Double> wrong = new HashMap<>();

    /** All that is so. */
    Beliefs(World world) {
        this.world = world;
    }

    /** A third of the limits, chosen by lot, is not disclosed. */
    static Beliefs ofThird(World world, long seed) {
        Beliefs beliefs = new Beliefs(world);
        Random random = new Random(seed);
        TreeSet<CounterKey> keys = new TreeSet<>();
        world.offers().stream()
                .flatMap(offer -> offer.limits().stream())
                .filter(bound -> hideable(bound.limit().counter()))
                .forEach(bound -> keys.add(bound.key()));
        for (CounterKey key : keys) {
            double factor = Math.pow(2, 2 * random.nextDouble() - 1);
            if (random.nextDouble() < HIDDEN) {
                beliefs.wrong.put(key, factor);
            }
        }
        return beliefs;
    }

    private static boolean hideable(Counter counter) {
        return switch (counter) {
            case Cap _, Slots _ -> false;
            case Undisclosed(Counter prior) -> hideable(prior);
            case Window _, Bucket _, Pot _ -> true;
        };
    }

    /**
     * The world's offers as they look.
     *
     * @param learned how large a limit has proved to be
     */
    List<Offer> offers(Function<CounterKey, OptionalLong> learned) {
        return world.offers().stream().map(offer -> seen(offer, learned)).toList();
    }

    private Offer seen(Offer offer, Function<CounterKey, OptionalLong> learned) {
        List<Bound> limits = offer.limits().stream().map(bound -> seen(bound, learned)).toList();
        return limits.equals(offer.limits()) ? offer : offer.with(limits);
    }

    private Bound seen(Bound bound, Function<CounterKey, OptionalLong> learned) {
        Limit limit = hidden(bound);
        OptionalLong told = learned.apply(bound.key());
        return new Bound(bound.key(), told.isPresent() ? limit.learned(told.getAsLong()) : limit);
    }

    private Limit hidden(Bound bound) {
        Limit limit = bound.limit();
        Double factor = wrong.get(bound.key());
        if (factor == null) {
            return limit;
        }
        Counter counter =
                limit.counter().resized(Math.max(1, Math.round(limit.counter().amount() * factor)));
        return new Limit(
                limit.id(),
                limit.meter(),
                limit.price(),
                counter instanceof Undisclosed ? counter : new Undisclosed(counter),
                limit.charge(),
                limit.exhaustion());
    }
}
