package dev.freeway.bench.yield;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * One that keeps no ledger: it asks, and where it is refused it leaves that offer alone for as long
 * as it is told and asks the next. How proxies usually do it, made after their descriptions; no run
 * of any of them. Used by one thread.
 */
final class Blind implements Player {
    private final Street street;
    private final Order order;
    private final List<Offer> offers;
    private final Map<Set<Ability>, List<Offer>> capable = new HashMap<>();
    private final IdentityHashMap<Offer, Instant> resting = new IdentityHashMap<>();
    private long nanos;
    private long decisions;

    /** In which order offers are asked. */
    interface Order {
        List<Offer> of(List<Offer> able, Workload.Job job, Instant now);

        /** An offer has taken a job. */
        default void took(Offer offer, Workload.Job job, Instant now) {}
    }

    Blind(Street street, Order order) {
        this.street = street;
        this.order = order;
        offers = street.offers(_ -> OptionalLong.empty());
    }

    /** Always the same. */
    static Order priority() {
        return (able, _, _) -> able;
    }

    /** Each in turn. */
    static Order roundRobin() {
        int[] turn = {0};
        return (able, _, _) -> {
            List<Offer> rotated = new ArrayList<>(able);
            if (!rotated.isEmpty()) {
                Collections.rotate(rotated, -(turn[0]++ % rotated.size()));
            }
            return rotated;
        };
    }

    /** At random. */
    static Order shuffle(long seed) {
        Random random = new Random(seed);
        return (able, _, _) -> {
            List<Offer> shuffled = new ArrayList<>(able);
            Collections.shuffle(shuffled, random);
            return shuffled;
        };
    }

    /**
     * Least used of its minute first; what would be over its minute is left out. Days it does not
     * know.
     */
    static final class Usages implements Order {
        private final IdentityHashMap<Offer, Minute> minutes = new IdentityHashMap<>();
        private final IdentityHashMap<Offer, List<Bound>> perMinute = new IdentityHashMap<>();

        private record Used(Offer offer, double share) {}

        private static final class Minute {
            long number;
            Map<Bound, Long> used = new HashMap<>();
        }

        @Override
        public List<Offer> of(List<Offer> able, Workload.Job job, Instant now) {
            return able.stream()
                    .map(offer -> new Used(offer, share(offer, job, now)))
                    .filter(used -> used.share() <= 1)
                    .sorted(Comparator.comparingDouble(Used::share))
                    .map(Used::offer)
                    .toList();
        }

        private double share(Offer offer, Workload.Job job, Instant now) {
            Minute minute = minute(offer, now);
            double most = 0;
            for (Bound bound : perMinute(offer)) {
                double used = minute.used.getOrDefault(bound, 0L) + amount(bound, job);
                most = Math.max(most, used / bound.limit().counter().amount());
            }
            return most;
        }

        private static long amount(Bound bound, Workload.Job job) {
            return bound.limit().meter() == Meter.REQUESTS
                    ? 1
                    : bound.limit().price().amount(Usage.of(job.inputBound(), 300));
        }

        private Minute minute(Offer offer, Instant now) {
            Minute minute = minutes.computeIfAbsent(offer, _ -> new Minute());
            long number = now.getEpochSecond() / 60;
            if (minute.number != number) {
                minute.number = number;
                minute.used.clear();
            }
            return minute;
        }

        private List<Bound> perMinute(Offer offer) {
            return perMinute.computeIfAbsent(
                    offer,
                    _ ->
                            offer.limits().stream()
                                    .filter(bound -> bound.limit().id().contains("pm"))
                                    .toList());
        }

        @Override
        public void took(Offer offer, Workload.Job job, Instant now) {
            for (Bound bound : perMinute(offer)) {
                minute(offer, now).used.merge(bound, amount(bound, job), Long::sum);
            }
        }
    }

    @Override
    public Move move(Workload.Job job, Instant now) {
        long before = System.nanoTime();
        List<Offer> able = able(job);
        List<Offer> ordered = order.of(able, job, now);
        nanos += System.nanoTime() - before;
        decisions++;
        Instant earliest = Instant.MAX;
        for (Offer offer : ordered) {
            Instant rests = resting.getOrDefault(offer, Instant.MIN);
            if (rests.isAfter(now)) {
                earliest = rests.isBefore(earliest) ? rests : earliest;
                continue;
            }
            switch (street.ask(offer, job, now)) {
                case Street.Word.Taken taken -> {
                    order.took(offer, job, now);
                    return new Move.Served(taken.busy(), () -> taken.end(now.plus(taken.busy())));
                }
                case Street.Word.No(Instant again) -> resting.put(offer, again);
            }
        }
        return new Move.Later(earliest);
    }

    private List<Offer> able(Workload.Job job) {
        List<Offer> able = new ArrayList<>(offers.size());
        for (Offer offer : capable.computeIfAbsent(job.needs(), this::capable)) {
            if (fits(offer, job)) {
                able.add(offer);
            }
        }
        return able;
    }

    private List<Offer> capable(Set<Ability> needs) {
        return offers.stream()
                .filter(offer -> offer.model().abilities().containsAll(needs))
                .toList();
    }

    private static boolean fits(Offer offer, Workload.Job job) {
        return job.inputBound() + offer.model().outputTokensDefault()
                <= offer.model().contextTokensMax();
    }

    @Override
    public long decisionNanos() {
        return nanos;
    }

    @Override
    public long decisions() {
        return decisions;
    }
}
