package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Bid prices for the next day: what a unit of each limit is worth if requests go on as they came.
 * Found by multiplicative dual ascent: a limit with more than is asked of it ends up worth nothing;
 * of one that is short the price rises until as much is asked for at that price as there is.
 */
public final class Solver {
    /** How often prices are to be solved anew. */
    public static final Duration EVERY = Duration.ofMinutes(10);

    private final Function<CounterKey, Tally> tallies;
    private final Profile profile;
    private final Instant now;
    private final Map<CounterKey, Supply> supplies = new HashMap<>();
    private final List<Bidding.Kind> kinds = new ArrayList<>();
    private final Map<List<Bound>, Integer> kindOf = new HashMap<>();
    private final IdentityHashMap<Offer, Integer> kindOfOffer = new IdentityHashMap<>();

    private Solver(Function<CounterKey, Tally> tallies, Profile profile, Instant now) {
        this.tallies = tallies;
        this.profile = profile;
        this.now = now;
    }

    /**
     * Prices for what is expected.
     *
     * @param examples of what came, each to stand for as many of those expected; not empty
     * @param router of the offers; its prices are where the search begins
     * @param profile when they come
     */
    public static Prices solve(
            List<Need> examples,
            Router router,
            Profile profile,
            Function<CounterKey, Tally> tallies,
            Instant now) {
        return new Solver(tallies, profile, now).solve(examples, router);
    }

    private Prices solve(List<Need> examples, Router router) {
        int[][] able = new int[examples.size()][];
        for (int i = 0; i < able.length; i++) {
            Need need = examples.get(i);
            able[i] =
                    router.able(need, now).stream()
                            .mapToInt(offer -> kind(offer, need))
                            .distinct()
                            .toArray();
        }
        Instant[] turns = turns();
        Instant[] times = profile.spread(now, examples.size());
        List<Bidding.Bidder> bidders = new ArrayList<>(able.length);
        for (int i = 0; i < able.length; i++) {
            Usage expected = examples.get(i).expected();
            bidders.add(new Bidding.Bidder(expected, able[i], slice(turns, times[i])));
        }
        double each = profile.requests(now, now.plus(Profile.HORIZON)) / examples.size();
        return new Bidding(bidders, each, kinds, turns, supplies).prices(router.prices());
    }

    /** Offers that take the same of the same limits are one kind. */
    private int kind(Offer offer, Need need) {
        return offer.tolls().isEmpty()
                ? kindOfOffer.computeIfAbsent(offer, o -> number(o.limits()))
                : number(offer.limits(need.ask().needs()));
    }

    private int number(List<Bound> limits) {
        return kindOf.computeIfAbsent(
                limits,
                _ -> {
                    List<Bound> kept =
                            limits.stream()
                                    .filter(bound -> bound.limit().counter().keeps())
                                    .toList();
                    kept.forEach(
                            bound -> supplies.computeIfAbsent(bound.key(), k -> supply(bound)));
                    kinds.add(new Bidding.Kind(kept));
                    return kinds.size() - 1;
                });
    }

    private Supply supply(Bound bound) {
        return Supply.of(bound.limit().counter(), tallies.apply(bound.key()), profile, now);
    }

    /** When any window ends within the horizon. */
    private Instant[] turns() {
        TreeSet<Instant> turns = new TreeSet<>();
        supplies.values().stream()
                .map(Supply::until)
                .filter(until -> until.isBefore(now.plus(Profile.HORIZON)))
                .forEach(turns::add);
        return turns.toArray(Instant[]::new);
    }

    private static int slice(Instant[] turns, Instant at) {
        int slice = 0;
        while (slice < turns.length && !at.isBefore(turns[slice])) {
            slice++;
        }
        return slice;
    }
}
