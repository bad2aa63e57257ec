package dev.freeway.emulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A stand-in's counts by whom and what they are of. Used under its lock. */
final class Shelf {
    /** All models of an owner together. */
    static final String EVERY_MODEL = "*";

    private final Map<Of, List<Count>> counts = new LinkedHashMap<>();

    private record Of(String owner, String model) {}

    /** Those of {@code owner} and {@code model}; {@code fresh} ones when first asked for. */
    List<Count> of(String owner, String model, Supplier<List<Count>> fresh) {
        return counts.computeIfAbsent(new Of(owner, model), _ -> fresh.get());
    }

    Count one(String owner, String model, Supplier<Count> fresh) {
        return of(owner, model, () -> List.of(fresh.get())).getFirst();
    }

    Collection<StandIn.Counted> all() {
        List<StandIn.Counted> all = new ArrayList<>();
        counts.forEach((of, list) ->
                list.forEach(count -> all.add(new StandIn.Counted(of.owner(), of.model(), count))));
        return all;
    }
}
