package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Member;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Media;
import dev.freeway.core.quota.Standing;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which offers can serve a request, best first, and why. Pure and immutable. */
public final class Router {
    private static final int ALIKE_MAX = 3;
    private static final Set<Model.Ability> TAKING_MEDIA =
            EnumSet.of(Model.Ability.IMAGE, Model.Ability.TRANSCRIPTION, Model.Ability.TRANSLATION);

    private final List<Offer> offers;

    public Router(List<Offer> offers) {
        this.offers = List.copyOf(offers);
    }

    /** Every offer there is. */
    public List<Offer> offers() {
        return offers;
    }

    /** Plans a request by what each limit has left. */
    public Route plan(Ask ask, Member member, Function<CounterKey, Tally> tallies, Instant now) {
        List<Offer> exact = named(ask.model());
        Wanted wanted =
                exact.isEmpty()
                        ? Wanted.parse(ask.model())
                        : new Wanted(ask.model(), Wanted.Order.PACE);
        List<Offer> named = exact.isEmpty() ? named(wanted.name()) : exact;
        if (named.isEmpty()) {
            return new Route.UnknownModel(ask.model(), alike(ask.model()));
        }
        List<Candidate> candidates = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Offer offer : named) {
            Fitness.lacking(offer, ask, member, now)
                    .ifPresentOrElse(
                            reason -> reasons.add(offer.id() + ": " + reason),
                            () -> candidates.add(candidate(offer, ask, tallies, now)));
        }
        candidates.sort(order(wanted.order()));
        return candidates.isEmpty()
                ? new Route.Unfit(ask.model(), reasons)
                : new Route.Open(candidates);
    }

    private List<Offer> named(String name) {
        return offers.stream()
                .filter(offer ->
                        name.equals(Wanted.ANY)
                                || offer.id().equals(name)
                                || offer.pinnedId().equals(name)
                                || offer.model().answersTo(name))
                .toList();
    }

    private List<String> alike(String name) {
        String tail = name.substring(name.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
        String stem = tail.substring(0, Math.min(tail.length(), 4));
        return offers.stream()
                .map(Offer::id)
                .filter(id -> !stem.isEmpty() && id.contains(stem))
                .distinct()
                .limit(ALIKE_MAX)
                .toList();
    }

    /**
     * What the request may use at that offer, at most; a model that neither draws nor listens takes
     * no media.
     */
    public static Usage estimate(Offer offer, Ask ask) {
        long each = ask.outputTokensMax().orElse(offer.model().outputTokensDefault());
        boolean beside = offer.model().abilities().stream().anyMatch(TAKING_MEDIA::contains);
        return Usage.of(ask.inputTokens(), Math.multiplyExact(each, ask.answers()))
                .with(beside ? ask.media() : Media.NONE);
    }

    private static Candidate candidate(
            Offer offer, Ask ask, Function<CounterKey, Tally> tallies, Instant now) {
        Usage estimate = estimate(offer, ask);
        double price = 0;
        double dearest = 0;
        String binding = "nothing limits it";
        for (Bound bound : offer.limits(ask.needs())) {
            Limit limit = bound.limit();
            if (!limit.counter().keeps()) {
                continue;
            }
            Standing standing = Standing.of(bound.key(), limit, tallies.apply(bound.key()), now);
            double share = (double) limit.price().amount(estimate) / limit.counter().amount();
            double each = Pace.price(standing, share, now);
            price += each;
            if (each >= dearest) {
                dearest = each;
                binding =
                        limit.id()
                                + " has "
                                + standing.left()
                                + " of "
                                + limit.counter().amount()
                                + " "
                                + limit.meter().id()
                                + " left";
            }
        }
        return new Candidate(offer, price, binding);
    }

    private static Comparator<Candidate> order(Wanted.Order order) {
        Comparator<Candidate> byPrice = Comparator.comparingDouble(Candidate::price);
        return switch (order) {
            case PACE, FREE -> byPrice;
            case CHEAPEST ->
                    Comparator.<Candidate>comparingLong(
                                    candidate -> candidate.offer().model().microDollarsPerMillion())
                            .thenComparing(byPrice);
            case FASTEST ->
                    Comparator.<Candidate>comparingLong(
                                    candidate -> -candidate.offer().model().tokensPerSecond())
                            .thenComparing(byPrice);
        };
    }

    /** The ids clients may ask for, each once, in order. */
    public Stream<Offer> listed(Instant now) {
        return offers.stream().filter(offer -> Fitness.alive(offer, now));
    }
}
