package dev.freeway.bench.yield;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Offers that take the same of the same limits: to the bound they are one.
 *
 * @param offers at least one
 */
record Kind(List<Offer> offers) {
    /** All there are in a world. */
    static List<Kind> of(World world) {
        Map<Object, List<Offer>> alike = new LinkedHashMap<>();
        for (Offer offer : world.offers()) {
            alike.computeIfAbsent(
                            List.of(
                                    offer.limits(),
                                    offer.model().outputTokensDefault(),
                                    offer.tolls()),
                            _ -> new ArrayList<>())
                    .add(offer);
        }
        return alike.values().stream().map(Kind::new).toList();
    }

    List<Bound> limits() {
        return offers.getFirst().limits();
    }

    /** The answer is cut there. */
    int outputMax() {
        return (int) offers.getFirst().model().outputTokensDefault();
    }

    /** The most tokens that one of them takes with those needs; 0 if none does. */
    private long context(Set<Ability> needs) {
        return offers.stream()
                .filter(offer -> offer.model().abilities().containsAll(needs))
                .filter(offer -> offer.closed(needs).isEmpty())
                .mapToLong(offer -> offer.model().contextTokensMax())
                .max()
                .orElse(0);
    }

    private boolean caps(Workload.Job job) {
        Usage usage = Usage.of(job.input(), Math.min(job.output(), outputMax()));
        return limits().stream()
                .map(Bound::limit)
                .filter(limit -> limit.counter() instanceof Cap)
                .allMatch(limit -> limit.price().amount(usage) <= limit.counter().amount());
    }

    static Fits fits(List<Kind> kinds, Set<Ability> needs) {
        return new Fits(kinds, kinds.stream().mapToLong(kind -> kind.context(needs)).toArray());
    }

    /** Which kinds can serve requests of the same needs. */
    record Fits(List<Kind> kinds, long[] contexts) {
        int[] of(Workload.Job job) {
            int[] some = new int[contexts.length];
            int count = 0;
            for (int kind = 0; kind < contexts.length; kind++) {
                int output = Math.min(job.output(), kinds.get(kind).outputMax());
                if (job.input() + output <= contexts[kind] && kinds.get(kind).caps(job)) {
                    some[count++] = kind;
                }
            }
            return Arrays.copyOf(some, count);
        }
    }
}
