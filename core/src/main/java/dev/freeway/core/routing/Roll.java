package dev.freeway.core.routing;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Lineup;
import dev.freeway.core.member.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Offers by the names that clients may ask for, as places in their list. Immutable. */
final class Roll {
    private static final int ALIKE_MAX = 3;
    private static final int STEM = 4;
    private static final int[] NOWHERE = {};

    private final List<Offer> offers;
    private final Map<String, int[]> places;
    private final Map<String, int[]> alike;
    private final int[] all;

    Roll(List<Offer> offers) {
        this.offers = offers;
        places = byName(Roll::names);
        alike = byName(offer -> offer.model().merit().standsFor());
        all = ints(IntStream.range(0, offers.size()).boxed().toList());
    }

    private Map<String, int[]> byName(Function<Offer, Set<String>> names) {
        Map<String, List<Integer>> byName = new HashMap<>();
        for (int place = 0; place < offers.size(); place++) {
            for (String name : names.apply(offers.get(place))) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(place);
            }
        }
        Map<String, int[]> places = HashMap.newHashMap(byName.size());
        byName.forEach((name, of) -> places.put(name, ints(of)));
        return places;
    }

    /** By what it may be asked for. */
    static Set<String> names(Offer offer) {
        Set<String> names = new LinkedHashSet<>(offer.model().names());
        names.add(offer.model().id());
        names.add(offer.id());
        names.add(offer.pinnedId());
        return names;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What is asked for: the name as it stands, if an offer has it, else without its suffix. */
    Wanted wanted(Need need) {
        Ask ask = need.ask();
        String model = known(ask.model(), need.member().plan().lineup());
        Wanted wanted = places.containsKey(model) ? Wanted.exactly(model) : Wanted.parse(model);
        return ask.consent().equivalents() ? wanted.orEquivalent() : wanted;
    }

    /** A name that only the member's plan knows is one that others share. */
    private String known(String name, Lineup lineup) {
        return places.containsKey(name)
                ? name
                : lineup.known(name)
                        .flatMap(model -> model.names().stream().findFirst())
                        .orElse(name);
    }

    /** Where those stand that may answer to that name under such a plan. */
    int[] places(String name, Lineup lineup) {
        Wanted wanted = Wanted.exactly(known(name, lineup));
        return places(lineup.equivalents() ? wanted.orEquivalent() : wanted);
    }

    /** Where those that are wanted stand, and those that may answer in their place. */
    int[] places(Wanted wanted) {
        int[] named = wanted.isAny() ? all : places.getOrDefault(wanted.name(), NOWHERE);
        return wanted.otherwise() == Wanted.Otherwise.EQUIVALENT
                ? withEquivalents(wanted.name(), named)
                : named;
    }

    /** By each bare name that the named go by: the same model elsewhere, and what stands for it. */
    private int[] withEquivalents(String name, int[] named) {
        Stream<String> bare =
                Arrays.stream(named)
                        .mapToObj(offers::get)
                        .flatMap(offer -> offer.model().names().stream());
        IntStream others =
                Stream.concat(Stream.of(name), bare)
                        .distinct()
                        .flatMap(each ->
                                Stream.of(
                                        places.getOrDefault(each, NOWHERE),
                                        alike.getOrDefault(each, NOWHERE)))
                        .flatMapToInt(Arrays::stream);
        return IntStream.concat(Arrays.stream(named), others).distinct().toArray();
    }

    /** Ids that a member who asked for {@code name} may have meant. */
    List<String> alike(String name, Member member) {
        String tail = name.substring(name.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
        String stem = tail.substring(0, Math.min(tail.length(), STEM));
        return offers.stream()
                .filter(member::mayKnow)
                .map(Offer::id)
                .filter(id -> !stem.isEmpty() && id.contains(stem))
                .distinct()
                .limit(ALIKE_MAX)
                .toList();
    }
}
