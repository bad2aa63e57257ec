package dev.freeway.relay;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Standing;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.routing.Candidate;
import dev.freeway.core.routing.Route;
import dev.freeway.core.routing.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The one way from a door to a provider: for each candidate reserve; if held, call; settle what was
 * used; stop when final. Thread-safe; {@link #pass} waits, so it runs on a virtual thread.
 */
public final class Relay {
    private static final int TRIES_MAX = 2;
    private static final Duration LEASE = Duration.ofMinutes(15);

    private final Supplier<Router> router;
    private final Ledger ledger;
    private final Upstream upstream;
    private final Journal journal;
    private final InstantSource clock;
    private final Bench bench = new Bench();
    private final RetryBudget retries = new RetryBudget();

    /**
     * @param router the offers of the moment
     */
    public Relay(
            Supplier<Router> router,
            Ledger ledger,
            Upstream upstream,
            Journal journal,
            InstantSource clock) {
        this.router = router;
        this.ledger = ledger;
        this.upstream = upstream;
        this.journal = journal;
        this.clock = clock;
    }

    /** Passes a request on and its answer back, and says what became of it. */
    public Outcome pass(Request request, Sink sink) {
        Instant startedAt = clock.instant();
        retries.earn();
        Passage passage = new Passage(request, sink, startedAt);
        Outcome outcome =
                switch (router.get().plan(request.ask(), ledger::tally, startedAt)) {
                    case Route.UnknownModel(String model, List<String> alike) ->
                            new Outcome.UnknownModel(model, alike);
                    case Route.Unfit(String model, List<String> reasons) ->
                            new Outcome.Unfit(model, reasons);
                    case Route.Open(List<Candidate> candidates) -> passage.through(candidates);
                };
        passage.noteRefusal(outcome);
        return outcome;
    }

    /** One request on its way through the candidates. */
    private final class Passage {
        private final Request request;
        private final Sink sink;
        private final Instant startedAt;
        private final List<Decision.Lacks> lacks = new ArrayList<>();
        private Instant earliest = Instant.MAX;
        private Optional<Fault> fault = Optional.empty();
        private int tries;

        Passage(Request request, Sink sink, Instant startedAt) {
            this.request = request;
            this.sink = sink;
            this.startedAt = startedAt;
        }

        Outcome through(List<Candidate> candidates) {
            for (Candidate candidate : candidates) {
                if (!mayTry(candidate)) {
                    continue;
                }
                Optional<Outcome> last =
                        switch (ledger.reserve(claim(candidate), LEASE)) {
                            case Reservation.Refused(Decision.Lacks lack) -> refused(lack);
                            case Reservation.Held(Hold hold) -> call(candidate, hold);
                        };
                if (last.isPresent()) {
                    return last.get();
                }
            }
            return fault.<Outcome>map(reason -> new Outcome.Failed(reason, tries))
                    .orElseGet(() -> new Outcome.Spent(lacks, earliest));
        }

        private boolean mayTry(Candidate candidate) {
            Optional<Bench.Seat> seat = bench.seat(candidate.offer(), clock.instant());
            if (seat.isPresent()) {
                earliest = earlier(earliest, seat.get().until());
                fault = fault.or(() -> Optional.of(seat.get().fault()));
                return false;
            }
            return tries == 0 || tries < TRIES_MAX && retries.spend();
        }

        private Claim claim(Candidate candidate) {
            Usage estimate = Router.estimate(candidate.offer(), request.ask());
            return new Claim(
                    limits(candidate)
                            .map(bound -> new Draw(bound.key(), bound.limit(), estimate))
                            .toList());
        }

        /** Both sides: what the member was granted and what the offer has. */
        private Stream<Bound> limits(Candidate candidate) {
            return Stream.concat(
                    request.member().limits().stream(), candidate.offer().limits().stream());
        }

        /** A member's own limit refuses for good; an offer's only that offer. */
        private Optional<Outcome> refused(Decision.Lacks lack) {
            if (lack.draw().key().provider().equals(CounterKey.GRANTED)) {
                return Optional.of(new Outcome.Spent(List.of(lack), lack.fitsAt()));
            }
            lacks.add(lack);
            earliest = earlier(earliest, lack.fitsAt());
            return Optional.empty();
        }

        private Optional<Outcome> call(Candidate candidate, Hold hold) {
            tries++;
            Usage estimate = Router.estimate(candidate.offer(), request.ask());
            Head head = new Head(candidate.offer(), candidate.why(), tries, standings(candidate));
            Reply reply =
                    upstream.call(new Call(candidate.offer(), request.ask(), estimate, head), sink);
            return switch (reply) {
                case Reply.Done done -> {
                    bench.clear(candidate.offer());
                    served(candidate, hold, done);
                    yield Optional.of(new Outcome.Passed());
                }
                case Reply.HungUp(Usage seen, Instant headAt) -> {
                    Usage used =
                            candidate.offer().account().provider().stopsOnCancel()
                                    ? seen
                                    : estimate;
                    settle(hold, used, headAt);
                    note(candidate, "hung_up", used, candidate.why());
                    yield Optional.of(new Outcome.Passed());
                }
                case Reply.Failed(Fault reason, boolean begun, Instant headAt) -> {
                    endFailed(hold, reason, estimate, headAt);
                    bench.note(candidate.offer(), reason, clock.instant());
                    yield failed(candidate, reason, begun, estimate);
                }
            };
        }

        private List<Standing> standings(Candidate candidate) {
            Instant now = clock.instant();
            return limits(candidate)
                    .map(bound ->
                            Standing.of(bound.key(), bound.limit(), ledger.tally(bound.key()), now))
                    .toList();
        }

        /** Counted before the client sees the end where a retry may ask for the same again. */
        private void served(Candidate candidate, Hold hold, Reply.Done done) {
            Optional<Replay> replay = sink.replay();
            var durable =
                    ledger.settle(
                            hold,
                            new Settlement(
                                    done.usage(),
                                    done.headAt(),
                                    clock.instant(),
                                    done.estimated(),
                                    replay));
            note(candidate, done);
            if (replay.isPresent()) {
                durable.join();
            }
            sink.end();
        }

        /** What the provider may have counted is charged as if all of it was used. */
        private void endFailed(Hold hold, Fault reason, Usage estimate, Instant headAt) {
            if (reason.mayBeCounted()) {
                settle(hold, estimate, headAt);
            } else {
                ledger.release(hold);
            }
        }

        private void settle(Hold hold, Usage used, Instant headAt) {
            ledger.settle(
                    hold, new Settlement(used, headAt, clock.instant(), true, Optional.empty()));
        }

        private Optional<Outcome> failed(
                Candidate candidate, Fault reason, boolean begun, Usage estimate) {
            Usage charged = reason.mayBeCounted() ? estimate : Usage.NONE;
            note(candidate, "failed", charged, reason.detail());
            fault = Optional.of(reason);
            if (begun) {
                sink.abort(reason);
                return Optional.of(new Outcome.Passed());
            }
            return reason.worthAnother()
                    ? Optional.empty()
                    : Optional.of(new Outcome.Failed(reason, tries));
        }

        private void note(Candidate candidate, Reply.Done done) {
            journal.record(
                    activity(
                            candidate,
                            "served",
                            done.usage(),
                            done.estimated(),
                            done.model(),
                            done.answerId(),
                            candidate.why()));
        }

        private void note(Candidate candidate, String outcome, Usage used, String why) {
            journal.record(
                    activity(
                            candidate,
                            outcome,
                            used,
                            true,
                            candidate.offer().model().id(),
                            "",
                            why));
        }

        private Activity activity(
                Candidate candidate,
                String outcome,
                Usage used,
                boolean estimated,
                String model,
                String answerId,
                String why) {
            Instant now = clock.instant();
            return new Activity(
                    request.id(),
                    startedAt,
                    Duration.between(startedAt, now),
                    request.member().name(),
                    outcome,
                    request.ask().model(),
                    candidate.offer().account().provider().id(),
                    candidate.offer().account().name(),
                    model,
                    answerId,
                    used,
                    estimated,
                    tries,
                    why);
        }

        void noteRefusal(Outcome outcome) {}
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
