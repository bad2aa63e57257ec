package dev.freeway.relay;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Standing;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.routing.Candidate;
import dev.freeway.core.routing.Conditions;
import dev.freeway.core.routing.Dues;
import dev.freeway.core.routing.Need;
import dev.freeway.core.routing.Route;
import dev.freeway.core.routing.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One request on its way: for each candidate reserve; if held, call; settle what was used; stop
 * when final. Used by one thread.
 */
final class Passage {
    private static final int TRIES_MAX = 2;
    private static final int PLANS_MAX = 4;
    private static final Duration LEASE = Duration.ofMinutes(15);

    /** Until it is tried again where others were faster. */
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final Request request;
    private final Sink sink;
    private final Ways ways;
    private final Instant startedAt;
    private final Diary diary;
    private Need need;
    private final List<Decision.Lacks> lacks = new ArrayList<>();
    private Instant earliest = Instant.MAX;
    private Optional<Fault> fault = Optional.empty();
    private Optional<WaitingRoom.Seat> seat = Optional.empty();
    private int tries;

    /** What every passage goes by. */
    record Ways(
            Supplier<Router> router,
            Ledger ledger,
            Upstream upstream,
            Journal journal,
            Outlook outlook,
            InstantSource clock,
            Bench bench,
            WaitingRoom room,
            RetryBudget retries,
            String version) {}

    Passage(Request request, Sink sink, Ways ways) {
        this.request = request;
        this.sink = sink;
        this.ways = ways;
        this.startedAt = ways.clock().instant();
        this.diary = new Diary(request, startedAt, ways.journal(), ways.clock(), ways.version());
        this.need =
                ways.outlook().need(request.ask(), request.member(), request.wishes(), startedAt);
        ways.retries().earn();
    }

    Outcome pass() {
        ways.outlook().arrived(need, startedAt);
        Outcome first = plan();
        Optional<Instant> room = worthWaitingFor(first);
        seat =
                room.isPresent()
                        ? ways.room().enter(request.member().name(), deadline())
                        : Optional.empty();
        Outcome outcome = seat.isPresent() ? waited(seat.get(), room) : first;
        if (outcome instanceof Outcome.Kept && need.waits()) {
            need = need.hurried();
            outcome = plan();
        }
        if (tries == 0 && !(outcome instanceof Outcome.Passed)) {
            diary.refused(outcome);
        }
        return outcome;
    }

    /** Planned again whenever there may be room, for as long as its patience lasts. */
    private Outcome waited(WaitingRoom.Seat mine, Optional<Instant> first) {
        first.ifPresent(at -> sink.waits(at, () -> ways.room().forget(mine)));
        Optional<Instant> room = first;
        Outcome outcome = new Outcome.Passed();
        try {
            while (room.isPresent()) {
                if (!ways.room().waitsUntil(mine, room.get())) {
                    diary.hungUpWaiting(tries);
                    return new Outcome.Passed();
                }
                outcome = plan();
                room = worthWaitingFor(outcome);
            }
            return outcome;
        } finally {
            ways.room().leave(mine);
        }
    }

    private Instant deadline() {
        return startedAt.plus(request.wishes().patience());
    }

    /** When there may be room, if that is within its patience. */
    private Optional<Instant> worthWaitingFor(Outcome outcome) {
        Optional<Instant> room =
                switch (outcome) {
                    case Outcome.Spent spent -> Optional.of(spent.earliest());
                    case Outcome.Kept kept -> Optional.of(kept.earliest());
                    case Outcome.Passed _, Outcome.Failed _ -> Optional.empty();
                    case Outcome.UnknownModel _, Outcome.Unfit _ -> Optional.empty();
                };
        Instant now = ways.clock().instant();
        return room.map(at -> at.isAfter(now) ? at : now.plus(A_MOMENT))
                .filter(at -> !at.isAfter(deadline()));
    }

    /** Planned anew where others were faster at everything that was chosen. */
    private Outcome plan() {
        lacks.clear();
        earliest = Instant.MAX;
        fault = Optional.empty();
        for (int plans = 0; plans < PLANS_MAX; plans++) {
            Conditions conditions =
                    new Conditions(ways.ledger()::tally, this::restsUntil, ways.clock().instant());
            Optional<Outcome> outcome =
                    switch (ways.router().get().plan(need, conditions)) {
                        case Route.UnknownModel(String model, List<String> alike) ->
                                Optional.of(new Outcome.UnknownModel(model, alike));
                        case Route.Unfit(String model, List<String> reasons) ->
                                Optional.of(new Outcome.Unfit(model, reasons));
                        case Route.Kept(Candidate cheapest, Instant at) ->
                                Optional.of(new Outcome.Kept(cheapest, at));
                        case Route.Spent(List<Decision.Lacks> spent, Instant at) ->
                                Optional.of(spent(spent, at));
                        case Route.Open(List<Candidate> candidates) -> through(candidates);
                    };
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return spent(lacks, earliest);
    }

    /** Where all that fits is out of order, that is the reason. */
    private Outcome spent(List<Decision.Lacks> spent, Instant at) {
        return fault.<Outcome>map(reason -> new Outcome.Failed(reason, tries))
                .orElseGet(() -> new Outcome.Spent(spent, at));
    }

    private Optional<Instant> restsUntil(Offer offer) {
        Optional<Bench.Seat> seat = ways.bench().seat(offer, ways.clock().instant());
        seat.ifPresent(taken -> fault = fault.or(() -> Optional.of(taken.fault())));
        return seat.map(Bench.Seat::until);
    }

    private Optional<Outcome> through(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (tries > 0 && !(tries < TRIES_MAX && ways.retries().spend())) {
                break;
            }
            if (!ways.bench().mayAsk(candidate.offer(), ways.clock().instant())) {
                continue;
            }
            Dues dues = Router.dues(candidate.offer(), need, ways.clock().instant());
            Lease lease = new Lease(LEASE, request.retryable());
            Optional<Outcome> last =
                    switch (ways.ledger().reserve(dues.claim(), lease)) {
                        case Reservation.Refused(Decision.Lacks lack) -> refused(lack);
                        case Reservation.Held(Hold hold) -> call(candidate, hold, dues);
                    };
            if (last.isPresent()) {
                return last;
            }
        }
        return tries == 0 ? Optional.empty() : fault.map(why -> new Outcome.Failed(why, tries));
    }

    /**
     * What holds for all its member asks for refuses for good, unless the member brought an account
     * of its own; any other limit refuses only that offer.
     */
    private Optional<Outcome> refused(Decision.Lacks lack) {
        CounterKey key = lack.draw().key();
        boolean ofPlan =
                key.provider().equals(CounterKey.GRANTED)
                        && key.subject().equals(CounterKey.SHARED);
        if (ofPlan && !ways.router().get().isBringer(request.member().name())) {
            return Optional.of(new Outcome.Spent(List.of(lack), lack.fitsAt()));
        }
        lacks.add(lack);
        earliest = lack.fitsAt().isBefore(earliest) ? lack.fitsAt() : earliest;
        return Optional.empty();
    }

    private Optional<Outcome> call(Candidate candidate, Hold hold, Dues dues) {
        tries++;
        seat.ifPresent(ways.room()::leave);
        Offer offer = candidate.offer();
        Head head =
                new Head(
                        offer,
                        candidate.inPlaceOf(),
                        candidate.why(),
                        tries,
                        standings(dues),
                        request.member().plan().manner());
        Usage estimate = dues.most();
        return switch (reply(new Call(offer, dues.ask(), estimate, head), hold)) {
            case Reply.Done done -> Optional.of(served(candidate, hold, done));
            case Reply.HungUp hungUp -> Optional.of(hungUp(candidate, hold, hungUp, estimate));
            case Reply.Failed failed -> failed(candidate, hold, failed, estimate);
        };
    }

    /** A bug on the way must not leave the hold open. */
    private Reply reply(Call call, Hold hold) {
        try {
            return ways.upstream().call(call, sink);
        } catch (RuntimeException e) {
            var _ = settle(hold, call.estimate(), ways.clock().instant(), true, true);
            throw e;
        }
    }

    private List<Standing> standings(Dues dues) {
        Instant now = ways.clock().instant();
        return dues.limits()
                .map(bound ->
                        Standing.of(
                                bound.key(), bound.limit(), ways.ledger().tally(bound.key()), now))
                .toList();
    }

    /** Durable before the client sees the end, where its retry would ask for the same again. */
    private Outcome served(Candidate candidate, Hold hold, Reply.Done done) {
        ways.bench().clear(candidate.offer());
        ways.outlook().ended(need, done.usage());
        ways.room().served(request.member().name(), done.usage().total());
        Optional<Replay> replay = sink.replay();
        Settlement settlement =
                new Settlement(
                        done.usage(),
                        done.reception().headAt(),
                        ways.clock().instant(),
                        done.estimated(),
                        replay,
                        done.ran(),
                        !done.ran());
        CompletableFuture<Void> durable = ways.ledger().settle(hold, settlement);
        Cost cost = Cost.of(candidate.offer().model(), hold, settlement);
        diary.served(candidate, done, cost, tries);
        if (replay.isPresent()) {
            durable.join();
        }
        sink.end();
        return new Outcome.Passed();
    }

    private Outcome hungUp(Candidate candidate, Hold hold, Reply.HungUp reply, Usage estimate) {
        Offer offer = candidate.offer();
        Usage used = offer.account().provider().wire().stopsOnCancel() ? reply.usage() : estimate;
        Settlement settlement = settle(hold, used, reply.reception().headAt(), true, false);
        Cost cost = Cost.of(offer.model(), hold, settlement);
        diary.hungUp(candidate, reply, new Diary.Partly(used, cost), tries);
        return new Outcome.Passed();
    }

    /** What the provider may have counted is charged as if all of it was used. */
    private Optional<Outcome> failed(
            Candidate candidate, Hold hold, Reply.Failed failed, Usage estimate) {
        Offer offer = candidate.offer();
        Fault reason = failed.fault();
        Usage used = reason.mayBeCounted() && reason.ran() ? estimate : Usage.NONE;
        Cost cost = Cost.NONE;
        if (reason.mayBeCounted()) {
            Instant headAt = failed.reception().headAt();
            cost = Cost.of(offer.model(), hold, settle(hold, used, headAt, reason.ran(), true));
        } else {
            var _ = ways.ledger().release(hold);
        }
        ways.bench().note(offer, reason, ways.clock().instant());
        diary.failed(candidate, failed, new Diary.Partly(used, cost), tries);
        fault = Optional.of(reason);
        if (failed.begun()) {
            sink.abort(reason);
            return Optional.of(new Outcome.Passed());
        }
        return reason.worthAnother()
                ? Optional.empty()
                : Optional.of(new Outcome.Failed(reason, tries));
    }

    private Settlement settle(Hold hold, Usage used, Instant headAt, boolean ran, boolean failed) {
        Instant now = ways.clock().instant();
        Settlement settlement =
                new Settlement(used, headAt, now, true, Optional.empty(), ran, failed);
        var _ = ways.ledger().settle(hold, settlement);
        return settlement;
    }
}
