package dev.freeway.core.routing;

import dev.freeway.core.catalog.Brought;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Admission;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Offers that are able to serve one request, by what they cost. Used by one thread. */
final class Ranking {
    /** As many are tried at most before it is planned anew. */
    private static final int CANDIDATES_MAX = 4;

    /** As much must be spared that it is worth waiting for. */
    private static final double CLEARLY = 0.03;

    /** What it is worth to spare an ability that the request does not need. */
    private static final double SPARED_ABILITY = 1e-4;

    private final Need need;
    private final Wanted wanted;
    private final Offer[] offers;
    private final double[] prices;
    private final double[] looks;
    private final Predicate<Offer> isSecond;
    private final boolean[] second;
    private final double most;
    private final boolean brings;
    private Optional<Candidate> tooDear = Optional.empty();
    private final Places places;

    /** Where the first that is open comes. */
    private int best;

    /**
     * @param count how many offers there will be
     * @param most what one may look to cost
     * @param brings whether its member brought an account: where the plan's limits end, that goes
     *     on
     */
    Ranking(Need need, Wanted wanted, int count, double most, boolean brings) {
        this.need = need;
        this.wanted = wanted;
        this.most = most;
        this.brings = brings;
        isSecond = wanted.second(need.ask());
        offers = new Offer[count];
        prices = new double[count];
        looks = new double[count];
        second = new boolean[count];
        places = new Places(count);
    }

    /**
     * @param blur how much cheaper it looks than it is
     */
    void add(Offer offer, double price, double blur) {
        int place = places.size();
        offers[place] = offer;
        prices[place] = price;
        looks[place] = price - blur;
        second[place] = isSecond.test(offer);
        places.add(score(place), tier(offer) + (second[place] ? 1 : 0));
    }

    /** What a member brought is spent when the member says, whatever else is wanted. */
    private static int tier(Offer offer) {
        return offer.account()
                .permit()
                .brought()
                .map(own -> own.order() == Brought.Order.FIRST ? 0 : 4)
                .orElse(2);
    }

    /** What is looked at to choose. */
    private Dues dues(Offer offer, Instant now) {
        return brings ? Dues.of(offer, need, now) : Dues.apart(offer, need, now);
    }

    /** Lowest first; what the client puts first outweighs any price. */
    private double score(int place) {
        Offer offer = offers[place];
        double look = looks[place];
        double tie = Math.clamp(look, -1e3, 1e3) * 1e-6;
        return switch (wanted.order()) {
            case PACE, FREE -> look + SPARED_ABILITY * spare(offer);
            case CHEAPEST -> offer.model().microDollarsPerMillion() + tie;
            case FASTEST -> tie - offer.model().merit().tokensPerSecond();
        };
    }

    private int spare(Offer offer) {
        return offer.model().abilities().size() - need.ask().needs().size();
    }

    boolean isEmpty() {
        return places.size() == 0;
    }

    /**
     * The best that have room now and are not too dear: those wanted, then those in their place.
     */
    List<Candidate> open(Conditions conditions) {
        List<Candidate> open = new ArrayList<>(CANDIDATES_MAX);
        for (int tried = 0; tried < places.size() && open.size() < CANDIDATES_MAX; tried++) {
            int place = places.at(tried);
            if (looks[place] <= most) {
                candidate(place, conditions, open.size() + 1).ifPresent(open::add);
                best = open.isEmpty() ? tried + 1 : best;
            } else if (tooDear.isEmpty()) {
                tooDear = candidate(place, conditions, 1);
            }
        }
        return open;
    }

    /** When one has room again that costs clearly less than the best that has it now. */
    Instant clearlyCheaperAt(Conditions conditions) {
        double enough = looks[places.at(best)] - CLEARLY;
        Instant earliest = Instant.MAX;
        for (int before = 0; before < best; before++) {
            int place = places.at(before);
            if (looks[place] <= enough) {
                earliest = earlier(earliest, roomAt(place, conditions, _ -> {}));
            }
        }
        return earliest;
    }

    /** The best that has room now, but is too dear. */
    Optional<Candidate> tooDear() {
        return tooDear;
    }

    /** The one at that place, if it has room now. */
    private Optional<Candidate> candidate(int place, Conditions conditions, int rank) {
        Room room = new Room(conditions);
        boolean rests = conditions.restsUntil().apply(offers[place]).isPresent();
        return !rests && room.has(offers[place])
                ? Optional.of(room.candidate(place, rank))
                : Optional.empty();
    }

    /** How each of them stands, in the order in which {@link #open} tries them. */
    List<Ranked> explained(Conditions conditions) {
        List<Ranked> all = new ArrayList<>(places.size());
        int rank = 1;
        for (int position = 0; position < places.size(); position++) {
            int place = places.at(position);
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
        return lacking(offers[place], conditions)
                .<Explanation.Verdict>map(
                        lacks -> new Explanation.Verdict.Spent(lacks, later(lacks.fitsAt(), until)))
                .orElseGet(() -> new Explanation.Verdict.Resting(until));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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

        boolean has(Offer offer) {
            Function<CounterKey, Tally> tallies = conditions.tallies();
            Instant now = conditions.now();
            for (Draw draw : dues(offer, now).draws()) {
                Limit limit = draw.limit();
                long room = limit.counter().room(tallies.apply(draw.key()), now);
                if (!Admission.fits(draw, room, tallies, now)) {
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
        for (int place = 0; place < places.size(); place++) {
            if (prices[place] <= most) {
                earliest = earlier(earliest, roomAt(place, conditions, all::add));
            }
        }
        return new Route.Spent(all, earliest);
    }

    /** When the offer there can be asked; what it lacks until then is told. */
    private Instant roomAt(int place, Conditions conditions, Consumer<Decision.Lacks> told) {
        Instant rested = conditions.restsUntil().apply(offers[place]).orElse(Instant.MIN);
        Optional<Decision.Lacks> lacking = lacking(offers[place], conditions);
        lacking.ifPresent(told);
        return lacking.map(lacks -> later(lacks.fitsAt(), rested)).orElse(rested);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Of all that the offer lacks, what must be waited for longest. */
    private Optional<Decision.Lacks> lacking(Offer offer, Conditions conditions) {
        Optional<Decision.Lacks> worst = Optional.empty();
        for (Draw draw : dues(offer, conditions.now()).draws()) {
            Optional<Decision.Lacks> lacks =
                    Admission.lacking(draw, conditions.tallies(), conditions.now());
            if (lacks.isPresent() && isLater(lacks.get(), worst)) {
                worst = lacks;
            }
        }
        return worst;
    }

    private static boolean isLater(Decision.Lacks lacks, Optional<Decision.Lacks> than) {
        return than.isEmpty() || lacks.fitsAt().isAfter(than.get().fitsAt());
    }
}
