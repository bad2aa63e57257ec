package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.quota.Admission;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Offers that are able to serve one request, by what they cost. Used by one thread. */
final class Ranking {
    /** As many are tried at most before it is planned anew. */
    private static final int CANDIDATES_MAX = 4;

    /** So many offers at most, and scores that agree to 40 bits count as the same. */
    private static final long PLACE = 0xFFF;

    /** What it is worth to spare an ability that the request does not need. */
    private static final double SPARED_ABILITY = 1e-4;

    private final Need need;
    private final Wanted wanted;
    private final Offer[] offers;
    private final double[] prices;
    private final double[] scores;
    private final boolean[] second;
    private int size;
    private int wantedMost;

    Ranking(Need need, Wanted wanted, int most) {
        this.need = need;
        this.wanted = wanted;
        offers = new Offer[most];
        prices = new double[most];
        scores = new double[most];
        second = new boolean[most];
    }

    /**
     * @param blur how much cheaper it looks than it is
     */
    void add(Offer offer, double price, double blur) {
        offers[size] = offer;
        prices[size] = price;
        scores[size] = score(offer, price - blur);
        second[size] = wanted.second(offer, need.ask());
        wantedMost += second[size] ? 0 : 1;
        size++;
    }

    /** Lowest first; what the client puts first outweighs any price. */
    private double score(Offer offer, double price) {
        double tie = Math.clamp(price, -1e3, 1e3) * 1e-6;
        return switch (wanted.order()) {
            case PACE, FREE -> price + SPARED_ABILITY * spare(offer);
            case CHEAPEST -> offer.model().microDollarsPerMillion() + tie;
            case FASTEST -> tie - offer.model().merit().tokensPerSecond();
        };
    }

    private int spare(Offer offer) {
        return offer.model().abilities().size() - need.ask().needs().size();
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The best that have room now: those wanted, then those that answer in their place. */
    List<Candidate> open(Conditions conditions) {
        return open(conditions, 0);
    }

    /** The best that have room now of those that answer in place of what is wanted. */
    List<Candidate> second(Conditions conditions) {
        return open(conditions, wantedMost);
    }

    private List<Candidate> open(Conditions conditions, int from) {
        List<Candidate> open = new ArrayList<>(CANDIDATES_MAX);
        long[] sorted = sorted();
        for (int tried = from; tried < size && open.size() < CANDIDATES_MAX; tried++) {
            candidate((int) (sorted[tried] & PLACE), conditions, open.size() + 1)
                    .ifPresent(open::add);
        }
        return open;
    }

    /** The one at that place, if it has room now. */
    private Optional<Candidate> candidate(int place, Conditions conditions, int rank) {
        Room room = new Room(conditions);
        boolean rests = conditions.restsUntil().apply(offers[place]).isPresent();
        return !rests && room.has(offers[place], need.ask())
                ? Optional.of(room.candidate(place, rank))
                : Optional.empty();
    }

    /** How each of them stands, in the order in which {@link #open} tries them. */
    List<Ranked> explained(Conditions conditions) {
        List<Ranked> all = new ArrayList<>(size);
        int rank = 1;
        for (long placed : sorted()) {
            int place = (int) (placed & PLACE);
            Optional<Candidate> open = candidate(place, conditions, rank);
            rank += open.isPresent() ? 1 : 0;
            Explanation.Verdict verdict =
                    open.<Explanation.Verdict>map(Explanation.Verdict.Open::new)
                            .orElseGet(() -> closed(place, conditions));
            all.add(new Ranked(offers[place], prices[place], verdict));
        }
        return all;
    }

    /** An offer in its place. */
    record Ranked(Offer offer, double price, Explanation.Verdict verdict) {}

    private Explanation.Verdict closed(int place, Conditions conditions) {
        Instant until = conditions.restsUntil().apply(offers[place]).orElse(Instant.MIN);
        return switch (decide(offers[place], conditions)) {
            case Decision.Fits _ -> new Explanation.Verdict.Resting(until);
            case Decision.Lacks lacks ->
                    new Explanation.Verdict.Spent(lacks, later(lacks.fitsAt(), until));
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Places by score, in the low bits of what orders them: no objects to sort. */
    private long[] sorted() {
        long[] sorted = new long[size];
        int first = 0;
        int end = size;
        for (int i = 0; i < size; i++) {
            long bits = Double.doubleToRawLongBits(scores[i] + 0.0);
            long ascending = bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
            sorted[second[i] ? --end : first++] = (ascending & ~PLACE) | i;
        }
        Arrays.sort(sorted, 0, first);
        Arrays.sort(sorted, first, size);
        return sorted;
    }

    /** What one offer has left, limit by limit. */
    private final class Room {
        private final Conditions conditions;
        private Optional<Limit> scarcest = Optional.empty();
        private long left;
        private double least = Double.MAX_VALUE;

        Room(Conditions conditions) {
            this.conditions = conditions;
        }

        boolean has(Offer offer, Ask ask) {
            Usage most = Router.estimate(offer, ask);
            Function<CounterKey, Tally> tallies = conditions.tallies();
            Instant now = conditions.now();
            for (Bound bound : Router.limits(offer, ask)) {
                Limit limit = bound.limit();
                long room = limit.counter().room(tallies.apply(bound.key()), now);
                if (!Admission.fits(new Draw(bound.key(), limit, most), room, tallies, now)) {
                    return false;
                }
                double share = (double) room / limit.counter().amount();
                if (limit.counter().keeps() && share < least) {
                    least = share;
                    left = room;
                    scarcest = Optional.of(limit);
                }
            }
            return true;
        }

        Candidate candidate(int place, int rank) {
            return new Candidate(
                    offers[place],
                    second[place] ? wanted.instead() : "",
                    prices[place],
                    scarcest,
                    Math.max(0, left),
                    rank);
        }
    }

    /** What each that costs no more than {@code most} lacks, and when the first has it again. */
    Route.Spent spent(Conditions conditions, double most) {
        List<Decision.Lacks> all = new ArrayList<>();
        Instant earliest = Instant.MAX;
        for (int i = 0; i < size; i++) {
            if (prices[i] > most) {
                continue;
            }
            Instant fits = conditions.restsUntil().apply(offers[i]).orElse(Instant.MIN);
            if (decide(offers[i], conditions) instanceof Decision.Lacks lacks) {
                all.add(lacks);
                fits = later(lacks.fitsAt(), fits);
            }
            earliest = fits.isBefore(earliest) ? fits : earliest;
        }
        return new Route.Spent(all, earliest);
    }

    private Decision decide(Offer offer, Conditions conditions) {
        Usage most = Router.estimate(offer, need.ask());
        List<Draw> draws =
                Router.limits(offer, need.ask()).stream()
                        .map(bound -> new Draw(bound.key(), bound.limit(), most))
                        .toList();
        return Admission.decide(new Claim(draws), conditions.tallies(), conditions.now());
    }
}
