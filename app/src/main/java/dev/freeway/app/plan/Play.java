package dev.freeway.app.plan;

import dev.freeway.app.plan.Arrivals.Arrival;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.routing.Candidate;
import dev.freeway.core.routing.Conditions;
import dev.freeway.core.routing.Need;
import dev.freeway.core.routing.Route;
import dev.freeway.core.routing.Router;
import dev.freeway.core.routing.Solver;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Lease;
import dev.freeway.relay.Outlook;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import dev.freeway.relay.Traits;
import dev.freeway.relay.Wishes;
import dev.freeway.store.MemoryLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Requests played through our own routing and a ledger in memory, event by event, under a clock of
 * its own. The outlook has seen such a time before, as a gateway in use has; providers are taken to
 * count as we do. Plays once. Used by one thread.
 */
final class Play implements InstantSource {
    private static final Lease LEASE = new Lease(Duration.ofMinutes(15), false);
    private static final Duration PRICED_EVERY = Duration.ofMinutes(15);
    private static final Duration SOLVED_EVERY = Duration.ofHours(6);

    /** How often prices are solved at most, so that a long play takes seconds and not minutes. */
    private static final int SOLVED_MAX = 360;

    private static final int EXAMPLES_SOLVED = 32;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int THINKS_MILLIS = 300;

    /** A model of any class will do. */
    private static final String WHATEVER = "auto:small";

    private final Setting setting;
    private final Instant end;
    private final Duration priceLasts;
    private final MemoryLedger ledger = new MemoryLedger(this);
    private final Outlook outlook = new Outlook(Traits.NONE, EXAMPLES_SOLVED);
    private final Shortage shortage = new Shortage();
    private final Credits credits;
    private final Map<Account, long[]> served = new LinkedHashMap<>();
    private final SplittableRandom lots = new SplittableRandom(1);
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
    private Router router;
    private Instant now;
    private Instant solvedAt = Instant.MIN;
    private long order;

    private record Event(Instant at, long order, Runnable run) {}

    /**
     * What is played in.
     *
     * @param tallies where each counter stands before
     * @param member who asks it all
     * @param patience how long a request may wait for room
     */
    record Setting(
            List<Offer> offers,
            Function<CounterKey, Tally> tallies,
            Member member,
            Set<Ability> needs,
            Instant from,
            int days,
            Duration patience) {
        Setting {
            offers = List.copyOf(offers);
        }
    }

    Play(Setting setting) {
        this.setting = setting;
        now = setting.from();
        end = now.plus(DAY.multipliedBy(setting.days()));
        Duration share = Duration.between(now, end).dividedBy(SOLVED_MAX);
        priceLasts = share.compareTo(Solver.EVERY) > 0 ? share : Solver.EVERY;
        router = new Router(setting.offers());
        setting.offers().stream()
                .flatMap(Offer::everyLimit)
                .forEach(bound -> ledger.begin(bound.key(), ended(bound)));
        credits = new Credits(setting.offers(), ledger::tally, now);
    }

    /** What is under way at the start is taken to end as used. */
    private Tally ended(Bound bound) {
        Tally tally = setting.tallies().apply(bound.key());
        Counter counter = bound.limit().counter();
        return tally.held() == 0
                ? tally
                : counter.use(tally.release(tally.held()), tally.held(), Span.at(now));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Plays all of it. */
    Play through(List<Arrival> arrivals) {
        foresee(arrivals);
        every(HOUR, setting.from().truncatedTo(ChronoUnit.HOURS).plus(HOUR), () -> see(now));
        every(SOLVED_EVERY, setting.from(), this::solve);
        every(PRICED_EVERY, setting.from(), this::price);
        every(DAY, setting.from().plus(DAY), () -> credits.dayEnds(now));
        for (Arrival arrival : arrivals) {
            runUntil(arrival.at());
            Need need = need(arrival);
            outlook.arrived(need, now);
            serve(arrival, need);
        }
        runUntil(end);
        return this;
    }

    /** The outlook has seen the same come before, hour by hour, just before the play begins. */
    private void foresee(List<Arrival> arrivals) {
        Duration ago = Duration.between(setting.from(), end);
        Instant hour = setting.from().minus(ago).truncatedTo(ChronoUnit.HOURS);
        for (Arrival arrival : arrivals) {
            Instant at = arrival.at().minus(ago);
            for (; !hour.isAfter(at); hour = hour.plus(HOUR)) {
                see(hour);
            }
            Need need = need(arrival);
            outlook.arrived(need, at);
            outlook.ended(need, Usage.of(arrival.input(), arrival.output()));
        }
    }

    /** That an hour in which nothing came is over, is to be seen too. */
    private void see(Instant hour) {
        var _ = outlook.profile(hour);
    }

    private void solve() {
        outlook.solve(router, ledger::tally, now);
        solvedAt = now;
    }

    private void price() {
        router = outlook.price(router, ledger::tally, now);
    }

    private void every(Duration period, Instant first, Runnable run) {
        for (Instant at = first; !at.isAfter(end); at = at.plus(period)) {
            at(at, run);
        }
    }

    private void at(Instant when, Runnable run) {
        events.add(new Event(when, order++, run));
    }

    private void runUntil(Instant until) {
        while (!events.isEmpty() && !events.peek().at().isAfter(until)) {
            Event event = events.remove();
            now = event.at();
            event.run().run();
        }
        now = until;
    }

    /** For any model that fits, as long an answer as it likes, and not a cent. */
    private Need need(Arrival arrival) {
        Member member = setting.member();
        Ask ask =
                new Ask(
                        Endpoint.CHAT,
                        WHATEVER,
                        Size.of(arrival.input()),
                        setting.needs(),
                        new Consent(member.demands(), 0, false),
                        false,
                        false,
                        Document.EMPTY,
                        Optional.empty());
        Wishes wishes = new Wishes(Mode.MAKE_IT_LAST, setting.patience(), lots.nextLong());
        return outlook.need(ask, member, wishes, arrival.at());
    }

    /** Nobody is refused for what something cost long ago. */
    private void serve(Arrival arrival, Need need) {
        Route route = router.plan(need, new Conditions(ledger::tally, now));
        switch (route) {
            case Route.Open(List<Candidate> candidates) ->
                    take(candidates.getFirst().offer(), arrival, need);
            case Route.Spent(var _, Instant earliest) -> later(earliest, arrival, need, route);
            case Route.Kept(Candidate _, Instant earliest) -> {
                if (now.isBefore(solvedAt.plus(priceLasts))) {
                    later(earliest, arrival, need, route);
                } else {
                    solve();
                    price();
                    serve(arrival, need);
                }
            }
            case Route.Unfit _, Route.UnknownModel _ ->
                    shortage.refused(route, need, router.prices(), now);
        }
    }

    private void later(Instant again, Arrival arrival, Need need, Route route) {
        if (again.isAfter(now) && !again.isAfter(arrival.at().plus(setting.patience()))) {
            at(again, () -> serve(arrival, need));
        } else {
            shortage.refused(route, need, router.prices(), now);
        }
    }

    /** The cheapest holds: nobody else asks in between. */
    private void take(Offer offer, Arrival arrival, Need need) {
        Usage most = Router.estimate(offer, need.ask());
        Claim claim = Router.claim(offer, need.ask());
        switch (ledger.reserve(claim, LEASE)) {
            case Reservation.Held(Hold hold) -> {
                count(offer, arrival);
                Settlement settlement = settlement(offer, arrival, most);
                at(
                        settlement.endedAt(),
                        () -> {
                            outlook.ended(need, settlement.usage());
                            var _ = ledger.settle(hold, settlement);
                            credits.taken(claim, now);
                        });
            }
            case Reservation.Refused(Decision.Lacks lack) -> {
                Instant fitsAt = lack.fitsAt();
                later(fitsAt, arrival, need, new Route.Spent(List.of(lack), fitsAt));
            }
        }
    }

    private Settlement settlement(Offer offer, Arrival arrival, Usage most) {
        long output = Math.min(arrival.output(), most.output());
        long pace = Math.max(1, offer.model().merit().tokensPerSecond());
        Instant headAt = now.plusMillis(THINKS_MILLIS);
        return new Settlement(
                Usage.of(arrival.input(), output),
                headAt,
                headAt.plusMillis(1_000 * output / pace),
                false,
                Optional.empty());
    }

    private void count(Offer offer, Arrival arrival) {
        int day = (int) Duration.between(setting.from(), arrival.at()).toDays();
        served.computeIfAbsent(offer.account(), _ -> new long[setting.days()])[day]++;
    }

    /** Requests served each day. */
    Map<Account, long[]> servedByDay() {
        return served;
    }

    /** Requests served. */
    long served() {
        return served.values().stream().flatMapToLong(LongStream::of).sum();
    }

    Shortage shortage() {
        return shortage;
    }

    Credits credits() {
        return credits;
    }
}
