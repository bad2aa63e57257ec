package dev.freeway.bench.yield;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Somebody else who spends of every account, of each a share by lot; whoever plays beside is not
 * told. What is refused to it counts for nobody. Used by one thread.
 */
final class Foreign implements Player {
    private static final double SHARE_MAX = 0.2;
    private static final int INPUT = 500;
    private static final int OUTPUT = 200;
    private static final double DAY_SECONDS = 86_400;

    private final Player beside;
    private final Street street;
    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at));

    private record Event(Instant at, Runnable run) {}

    Foreign(Player beside, Street street, long seed) {
        this.beside = beside;
        this.street = street;
        random = new Random(seed);
        World world = street.world();
        Map<CounterKey, Integer> sharers = new HashMap<>();
        world.offers()
                .forEach(offer ->
                        offer.limits().forEach(b -> sharers.merge(b.key(), 1, Integer::sum)));
        Map<String, Double> shares = new HashMap<>();
        for (Offer offer : world.offers()) {
            double share =
                    shares.computeIfAbsent(
                            offer.account().provider().id(), _ -> SHARE_MAX * random.nextDouble());
            double perDay = share * perDay(offer, sharers);
            if (perDay > 0) {
                next(offer, perDay, world.start());
            }
        }
    }

    /** How many of its requests an offer's share of each limit carries a day. */
    private double perDay(Offer offer, Map<CounterKey, Integer> sharers) {
        double least = Double.MAX_VALUE;
        for (Bound bound : offer.limits()) {
            double takes = bound.limit().price().amount(Usage.of(INPUT, OUTPUT));
            if (takes > 0) {
                double units = unitsPerDay(bound.limit().counter());
                least = Math.min(least, units / takes / sharers.getOrDefault(bound.key(), 1));
            }
        }
        return least < Double.MAX_VALUE ? least : 0;
    }

    private double unitsPerDay(Counter counter) {
        return switch (counter) {
            case Undisclosed(Counter prior) -> unitsPerDay(prior);
            case Slots _, Cap _ -> Double.MAX_VALUE;
            case Pot pot -> (double) pot.amount() / street.world().length().toDays();
            case Bucket bucket -> bucket.refill() * DAY_SECONDS / bucket.period().toSeconds();
            case Window window -> window.amount() * DAY_SECONDS / window.period().toSeconds();
        };
    }

    private void next(Offer offer, double perDay, Instant from) {
        double seconds = -Math.log(1 - random.nextDouble()) * DAY_SECONDS / perDay;
        Instant at = from.plusMillis((long) (1000 * seconds));
        if (at.isBefore(street.world().start().plus(street.world().length()))) {
            events.add(new Event(at, () -> spend(offer, perDay, at)));
        }
    }

    private void spend(Offer offer, double perDay, Instant at) {
        street.asForeigner(offer, job(at), at)
                .ifPresent(taken -> {
                    Instant end = at.plus(taken.busy());
                    events.add(new Event(end, () -> taken.end(end)));
                });
        next(offer, perDay, at);
    }

    private static Workload.Job job(Instant at) {
        return new Workload.Job(
                at, "somebody else", INPUT, INPUT, INPUT, OUTPUT, EnumSet.of(Ability.CHAT));
    }

    @Override
    public void tick(Instant now) {
        while (!events.isEmpty() && !events.peek().at().isAfter(now)) {
            events.remove().run().run();
        }
        beside.tick(now);
    }

    @Override
    public Move move(Workload.Job job, Instant now) {
        return beside.move(job, now);
    }

    @Override
    public long decisionNanos() {
        return beside.decisionNanos();
    }

    @Override
    public long decisions() {
        return beside.decisions();
    }
}
