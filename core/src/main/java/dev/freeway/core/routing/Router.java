package dev.freeway.core.routing;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.Media;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which offers can serve a request, best first, and why. Pure and immutable. */
public final class Router {
    private static final Set<Model.Ability> TAKING_MEDIA =
            EnumSet.of(Model.Ability.IMAGE, Model.Ability.TRANSCRIPTION, Model.Ability.TRANSLATION);

    /** What serving one request is worth. */
    private static final double WORTH = 1;

    private final List<Offer> offers;
    private final Roll roll;

    /** By which members any account was brought. */
    private final Set<String> bringers;

    private final Sieve sieve;
    private final Prices prices;
    private final List<Tariff> tariffs;

    /** Where nothing has a price yet. */
    public Router(List<Offer> offers) {
        this(List.copyOf(offers), Prices.NONE);
    }

    private Router(List<Offer> offers, Prices prices) {
        this(offers, new Roll(offers), new Sieve(offers), bringers(offers), prices);
    }

    private Router(
            List<Offer> offers, Roll roll, Sieve sieve, Set<String> bringers, Prices prices) {
        this.offers = offers;
        this.roll = roll;
        this.bringers = bringers;
        this.sieve = sieve;
        this.prices = prices;
        this.tariffs =
                offers.stream().map(offer -> Tariff.of(offer.limits(), prices::unit)).toList();
    }

    private static Set<String> bringers(List<Offer> offers) {
        return offers.stream()
                .map(Offer::account)
                .filter(Account::brought)
                .flatMap(account -> account.permit().owner().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same offers at those prices. */
    public Router at(Prices others) {
        return new Router(offers, roll, sieve, bringers, others);
    }

    /** Whether that member has offers of its own here. */
    public boolean isBringer(String member) {
        return bringers.contains(member);
    }

    /** The places that its member may know of. */
    private int[] named(Wanted wanted, Need need) {
        int[] named = roll.places(wanted);
        return bringers.isEmpty()
                ? named
                : Arrays.stream(named)
                        .filter(place -> need.member().mayKnow(offers.get(place)))
                        .toArray();
    }

    /** What it goes by. */
    public Prices prices() {
        return prices;
    }

    /** Every offer there is. */
    public List<Offer> offers() {
        return offers;
    }

    /** Plans a request by what each limit has left. */
    public Route plan(Need need, Conditions conditions) {
        Instant now = conditions.now();
        Ask ask = need.ask();
        Wanted wanted = roll.wanted(need);
        int[] named = named(wanted, need);
        if (named.length == 0) {
            return new Route.UnknownModel(ask.model(), roll.alike(ask.model(), need.member()));
        }
        Ranking ranking = ranking(need, wanted, named, now);
        if (ranking.isEmpty()) {
            return new Route.Unfit(ask.model(), reasons(need, wanted, now));
        }
        List<Candidate> open = ranking.open(conditions);
        if (!open.isEmpty()) {
            return opened(open, ranking, need, conditions);
        }
        return ranking.tooDear()
                .map(cheapest -> kept(cheapest, ranking, conditions))
                .orElseGet(() -> ranking.spent(conditions, Double.MAX_VALUE));
    }

    /** Where it may wait for something that costs clearly less, it had better do. */
    private Route opened(List<Candidate> open, Ranking ranking, Need need, Conditions conditions) {
        if (!prices.informed() || !need.waits()) {
            return new Route.Open(open);
        }
        Instant cheaper = ranking.clearlyCheaperAt(conditions);
        boolean inTime = cheaper.isAfter(conditions.now()) && !cheaper.isAfter(need.waitsUntil());
        return inTime ? new Route.Kept(open.getFirst(), cheaper) : new Route.Open(open);
    }

    private Ranking ranking(Need need, Wanted wanted, int[] named, Instant now) {
        Ranking ranking =
                new Ranking(
                        need, wanted, named.length, most(need), isBringer(need.member().name()));
        Sieve.Mesh mesh = Sieve.Mesh.of(wanted, need);
        for (int place : named) {
            Offer offer = offers.get(place);
            boolean fits =
                    sieve.passes(place, mesh)
                            || (!sieve.fails(place, mesh)
                                    && Fitness.lacking(offer, wanted, need, now).isEmpty());
            if (fits) {
                ranking.add(
                        offer, tariff(place, need.ask()).price(need.expected()), blur(need, place));
            }
        }
        return ranking;
    }

    /** Plans a request, and says of every offer that it names how it stands to it. */
    public Explanation explain(Need need, Conditions conditions) {
        Instant now = conditions.now();
        Wanted wanted = roll.wanted(need);
        int[] named = named(wanted, need);
        Route route = plan(need, conditions);
        Charging charging = new Charging(need, prices);
        List<Explanation.Entry> entries = new ArrayList<>();
        ranking(need, wanted, named, now).explained(conditions).stream()
                .map(charging::entry)
                .sorted(
                        Comparator.comparing((Explanation.Entry entry) -> !isFirst(entry, route))
                                .thenComparing(entry -> entry.verdict().fitsAt(now)))
                .forEach(entries::add);
        for (int place : named) {
            Offer offer = offers.get(place);
            Fitness.lacking(offer, wanted, need, now)
                    .map(Explanation.Verdict.Unfit::new)
                    .map(unfit -> new Explanation.Entry(offer, 0, List.of(), unfit))
                    .ifPresent(entries::add);
        }
        return new Explanation(need, route, charging.own(entries, conditions), entries);
    }

    private static boolean isFirst(Explanation.Entry entry, Route route) {
        return route instanceof Route.Open(List<Candidate> candidates)
                && candidates.getFirst().offer().equals(entry.offer());
    }

    private double blur(Need need, int place) {
        return prices.informed() ? Blur.of(need.lot(), place) : 0;
    }

    /** As much it may look to cost, beside all that its offers may cost. */
    private double most(Need need) {
        return prices.informed() && need.mode() == Mode.MAKE_IT_LAST
                ? WORTH - blur(need, -1)
                : Double.MAX_VALUE;
    }

    /** It may go when something that is worth less has room again. */
    private Route kept(Candidate cheapest, Ranking ranking, Conditions conditions) {
        Instant room = ranking.spent(conditions, WORTH).earliest();
        return new Route.Kept(
                cheapest,
                room.equals(Instant.MAX) ? cheaperAt(cheapest.offer(), conditions) : room);
    }

    private Tariff tariff(int place, Ask ask) {
        Offer offer = offers.get(place);
        return offer.tolls().isEmpty()
                ? tariffs.get(place)
                : Tariff.of(offer.limits(ask.needs()), prices::unit);
    }

    private List<String> reasons(Need need, Wanted wanted, Instant now) {
        List<String> reasons = new ArrayList<>();
        for (int place : named(wanted, need)) {
            Offer offer = offers.get(place);
            Fitness.lacking(offer, wanted, need, now)
                    .ifPresent(reason -> reasons.add(offer.id() + ": " + reason));
        }
        return reasons;
    }

    /** When the dearest of what the offer takes comes back. */
    private Instant cheaperAt(Offer offer, Conditions conditions) {
        return offer.limits().stream()
                .filter(bound -> prices.unit(bound.key()) > 0)
                .max(
                        Comparator.comparingDouble(bound ->
                                prices.unit(bound.key()) * bound.limit().counter().amount()))
                .map(bound -> resetsAt(bound, conditions))
                .orElse(conditions.now());
    }

    private static Instant resetsAt(Bound bound, Conditions conditions) {
        Tally tally = conditions.tallies().apply(bound.key());
        return bound.limit().counter().resetsAt(tally, conditions.now());
    }

    /** The offers that could serve it, whatever is left of them. */
    public List<Offer> able(Need need, Instant now) {
        List<Offer> able = new ArrayList<>();
        Wanted wanted = roll.wanted(need);
        for (int place : named(wanted, need)) {
            Offer offer = offers.get(place);
            if (Fitness.lacking(offer, wanted, need, now).isEmpty()) {
                able.add(offer);
            }
        }
        return able;
    }

    /**
     * What the request may use at that offer, at most; a model that neither draws nor listens takes
     * no media.
     */
    public static Usage estimate(Offer offer, Ask ask) {
        long each = ask.outputTokensMax().orElse(offer.model().outputTokensDefault());
        Usage tokens = Usage.of(ask.inputTokens(), Math.multiplyExact(each, ask.answers()));
        if (ask.media().isNone()) {
            return tokens;
        }
        boolean beside = !Collections.disjoint(offer.model().abilities(), TAKING_MEDIA);
        return tokens.with(beside ? ask.media() : Media.NONE);
    }

    /** What the request takes from there, within what it may be billed. */
    public static List<Bound> limits(Offer offer, Ask ask) {
        return Spending.limits(offer, ask);
    }

    /** All that the request takes of that offer alone, as much as it may. */
    public static Claim claim(Offer offer, Ask ask) {
        return Dues.of(offer, ask, List.of()).claim();
    }

    /** All that the request takes of that offer and of its member, as much as it may. */
    public static Dues dues(Offer offer, Need need, Instant now) {
        return Dues.of(offer, need, now);
    }

    /** The offers there are for everybody, and those that members brought. */
    public Stream<Offer> listed(Instant now) {
        return offers.stream().filter(offer -> Fitness.alive(offer, now));
    }

    /** The offers that may answer to that name for that member. */
    public Stream<Offer> answering(String name, Member member, Instant now) {
        return Arrays.stream(roll.places(name, member.plan().lineup()))
                .mapToObj(offers::get)
                .filter(offer -> Fitness.alive(offer, now))
                .filter(member::mayKnow);
    }

    /** The offers there are for that member. */
    public Stream<Offer> listed(Instant now, Member member) {
        return listed(now).filter(member::mayKnow);
    }
}
