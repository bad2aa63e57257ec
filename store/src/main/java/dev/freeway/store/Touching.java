package dev.freeway.store;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Take;
import dev.freeway.relay.Hold;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of the books a batch may change, known before it begins.
 *
 * @param counters by what they count
 * @param holds that may end
 * @param sums of micro-dollars, beside what is spent
 */
record Touching(Map<CounterKey, Meter> counters, Map<Long, OpenHold> holds, Set<String> sums) {
    /**
     * @param ownerless holds that end besides
     */
    static Touching of(List<Op> batch, List<OpenHold> ownerless) {
        Touching touching =
                new Touching(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
        ownerless.forEach(touching::ends);
        batch.forEach(touching::add);
        return touching;
    }

    private void add(Op op) {
        switch (op) {
            case Op.Reserve(var claim, _, _) -> claim.draws().forEach(this::draws);
            case Op.Settle(var hold, _, _) -> ends(OpenHold.ending(hold));
            case Op.Release(var hold, _) -> ends(OpenHold.ending(hold));
            case Op.Observe(var key, var limit, _, _) -> counters.put(key, limit.meter());
            case Op.Fill fill -> credits(fill.pot(), fill.sum());
            case Op.Drain drain -> credits(drain.pot(), drain.sum());
            case Op.Learn _, Op.ForgetLessons _, Op.Note _, Op.Row _ -> {}
        }
    }

    private void credits(Bound pot, String sum) {
        counters.put(pot.key(), pot.limit().meter());
        sums.add(sum);
    }

    private void draws(Draw draw) {
        counters.put(draw.key(), draw.limit().meter());
        spills(draw.limit());
    }

    private void spills(Limit limit) {
        if (limit.exhaustion() instanceof Exhaustion.Onward onward) {
            counters.put(onward.key(), onward.into().meter());
            spills(onward.into());
        }
    }

    private void ends(OpenHold open) {
        Hold hold = open.hold();
        holds.put(hold.id(), open);
        for (Take take : hold.takes()) {
            counters.put(take.key(), take.limit().meter());
        }
    }

    /** The meters of all that may be spent. */
    Stream<Meter> meters() {
        return counters.values().stream().distinct();
    }
}
