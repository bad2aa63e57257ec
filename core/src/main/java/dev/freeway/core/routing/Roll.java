package dev.freeway.core.routing;

import dev.freeway.core.catalog.Offer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Offers by the names that clients may ask for, as places in their list. Immutable. */
final class Roll {
    private static final int ALIKE_MAX = 3;
    private static final int STEM = 4;

    private final List<Offer> offers;
    private final Map<String, int[]> places;
    private final int[] all;

    Roll(List<Offer> offers) {
        this.offers = offers;
        Map<String, List<Integer>> byName = new HashMap<>();
        for (int place = 0; place < offers.size(); place++) {
            for (String name : names(offers.get(place))) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(place);
            }
        }
        places = HashMap.newHashMap(byName.size());
        byName.forEach((name, of) -> places.put(name, ints(of)));
        all = ints(java.util.stream.IntStream.range(0, offers.size()).boxed().toList());
    }

    private static Set<String> names(Offer offer) {
        Set<String> names = new LinkedHashSet<>(offer.model().names());
        names.add(offer.model().id());
        names.add(offer.id());
        names.add(offer.pinnedId());
        return names;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What the name means: as it stands, if an offer has it, else without its suffix. */
    Wanted wanted(String model) {
        return places.containsKey(model)
                ? new Wanted(model, Wanted.Order.PACE)
                : Wanted.parse(model);
    }

    /** Where those of that name stand; of {@link Wanted#ANY}, all. */
    int[] places(String name) {
        return name.equals(Wanted.ANY) ? all : places.getOrDefault(name, new int[0]);
    }

    /** Ids that somebody who asked for {@code name} may have meant. */
    List<String> alike(String name) {
        String tail = name.substring(name.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
        String stem = tail.substring(0, Math.min(tail.length(), STEM));
        return offers.stream()
                .map(Offer::id)
                .filter(id -> !stem.isEmpty() && id.contains(stem))
                .distinct()
                .limit(ALIKE_MAX)
                .toList();
    }
}
