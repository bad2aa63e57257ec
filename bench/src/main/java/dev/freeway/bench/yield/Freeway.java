package dev.freeway.bench.yield;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.Media;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.routing.Candidate;
import dev.freeway.core.routing.Conditions;
import dev.freeway.core.routing.Need;
import dev.freeway.core.routing.Route;
import dev.freeway.core.routing.Router;
import dev.freeway.core.routing.Solver;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Learner;
import dev.freeway.relay.Lease;
import dev.freeway.relay.Outlook;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import dev.freeway.relay.Wishes;
import dev.freeway.store.MemoryLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Our own routing and ledger, in one of its modes. Used by one thread. */
final class Freeway implements Player {
    private static final Lease LEASE = new Lease(Duration.ofMinutes(15), false);

    /** A trace names no model and no class of it. */
    private static final String WHATEVER = "auto:small";

    private static final Duration PRICED_EVERY = Duration.ofSeconds(10);

    private final Street street;
    private final Mode mode;
    private final Duration patience;
    private final MemoryLedger ledger;
    private final Outlook outlook = new Outlook();
    private final Map<String, Member> members = new HashMap<>();
    private final IdentityHashMap<Offer, Instant> resting = new IdentityHashMap<>();
    private final InstantSource clock;
    private final java.util.SplittableRandom lots = new java.util.SplittableRandom(1);
    private final Learner learner;
    private boolean learned;
    private Router router;
    private Instant pricedAt = Instant.MIN;
    private Instant solvedAt = Instant.MIN;
    private long nanos;
    private long decisions;

    /**
     * @param patience how long a request may wait
     */
    Freeway(Street street, Mode mode, Duration patience, InstantSource clock) {
        this.street = street;
        this.mode = mode;
        this.patience = patience;
        this.clock = clock;
        ledger = new MemoryLedger(clock);
        learner = new Learner(ledger, new Forgetful(), clock, () -> learned = true);
        router = new Router(street.offers(learner::amount));
        street.tell(learner::told);
    }

    @Override
    public void tick(Instant now) {
        if (learned) {
            learned = false;
            router = new Router(street.offers(learner::amount)).at(router.prices());
        }
        if (!now.isBefore(solvedAt.plus(Solver.EVERY))) {
            outlook.solve(router, ledger::tally, now);
            solvedAt = now;
            pricedAt = Instant.MIN;
        }
        if (!now.isBefore(pricedAt.plus(PRICED_EVERY))) {
            router = outlook.price(router, ledger::tally, now);
            pricedAt = now;
        }
    }

    @Override
    public Move move(Workload.Job job, Instant now) {
        Need need = need(job);
        if (job.at().equals(now)) {
            outlook.arrived(need, now);
        }
        Conditions conditions = new Conditions(ledger::tally, offer -> restsUntil(offer, now), now);
        long before = System.nanoTime();
        Route route = router.plan(need, conditions);
        nanos += System.nanoTime() - before;
        decisions++;
        return switch (route) {
            case Route.Open(List<Candidate> candidates) -> through(candidates, need, job, now);
            case Route.Spent(var _, Instant earliest) -> new Move.Later(earliest);
            case Route.Kept(Candidate _, Instant earliest) -> new Move.Later(earliest);
            case Route.Unfit _, Route.UnknownModel _ -> new Move.Later(Instant.MAX);
        };
    }

    private Optional<Instant> restsUntil(Offer offer, Instant now) {
        return resting.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(resting.get(offer)).filter(now::isBefore);
    }

    private Need need(Workload.Job job) {
        Member member =
                members.computeIfAbsent(
                        job.member(), name -> new Member(name, "bench", true, Set.of(), List.of()));
        Ask ask =
                new Ask(
                        Endpoint.CHAT,
                        WHATEVER,
                        new Size(
                                job.inputBound(),
                                job.inputLikely(),
                                OptionalLong.empty(),
                                1,
                                Media.NONE),
                        job.needs(),
                        Consent.SILENT,
                        true,
                        false,
                        Document.EMPTY,
                        Optional.empty());
        Wishes wishes = new Wishes(mode, patience, lots.nextLong());
        return outlook.need(ask, member, wishes, job.at());
    }

    private Move through(List<Candidate> candidates, Need need, Workload.Job job, Instant now) {
        for (Candidate candidate : candidates) {
            Offer offer = candidate.offer();
            Claim claim = Router.claim(offer, need.ask());
            if (ledger.reserve(claim, LEASE) instanceof Reservation.Held(Hold hold)) {
                Street.Word word = street.ask(offer, job, now);
                switch (word) {
                    case Street.Word.Taken taken -> {
                        return served(taken, hold, need, job);
                    }
                    case Street.Word.No(Instant again) -> {
                        var _ = ledger.release(hold);
                        resting.put(offer, again);
                    }
                }
            }
        }
        return new Move.Later(now.plusMillis(100));
    }

    private Move served(Street.Word.Taken taken, Hold hold, Need need, Workload.Job job) {
        Instant headAt = clock.instant().plus(Street.THINKS);
        return new Move.Served(
                taken.busy(),
                () -> {
                    taken.end(clock.instant());
                    Usage usage = Usage.of(job.input(), taken.output());
                    outlook.ended(need, usage);
                    var _ =
                            ledger.settle(
                                    hold,
                                    new Settlement(
                                            usage,
                                            headAt,
                                            clock.instant(),
                                            false,
                                            Optional.empty()));
                });
    }

    @Override
    public long decisionNanos() {
        return nanos;
    }

    @Override
    public long decisions() {
        return decisions;
    }
}
