package dev.freeway.relay;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.routing.Candidate;
import dev.freeway.core.routing.Reasons;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of one request is written into the journal. Used by one thread. */
final class Diary {
    private final Request request;
    private final Instant startedAt;
    private final Journal journal;
    private final InstantSource clock;
    private final String version;

    /**
     * @param version of this gateway
     */
    Diary(
            Request request,
            Instant startedAt,
            Journal journal,
            InstantSource clock,
            String version) {
        this.request = request;
        this.startedAt = startedAt;
        this.journal = journal;
        this.clock = clock;
        this.version = version;
    }

    /** Who was asked, what the answer came to, and how it was received. */
    private record Took(
            String provider,
            String account,
            String model,
            long contextTokensMax,
            String answerId,
            Usage usage,
            boolean estimated,
            Cost cost,
            Optional<Reception> reception) {
        static final Took NOBODY =
                new Took("", "", "", 0, "", Usage.NONE, false, Cost.NONE, Optional.empty());

        static Took of(Offer offer, Reply.Done done, Cost cost) {
            return new Took(
                    offer.account().provider().id(),
                    offer.account().name(),
                    done.model(),
                    offer.model().contextTokensMax(),
                    done.answerId(),
                    done.usage(),
                    done.estimated(),
                    cost,
                    Optional.of(done.reception()));
        }

        static Took estimated(Offer offer, Usage usage, Cost cost, Reception reception) {
            return new Took(
                    offer.account().provider().id(),
                    offer.account().name(),
                    offer.model().id(),
                    offer.model().contextTokensMax(),
                    "",
                    usage,
                    true,
                    cost,
                    Optional.of(reception));
        }
    }

    /** What a request came to that was not served whole. */
    record Partly(Usage used, Cost cost) {}

    /**
     * @param tries so many offers were asked, this one included
     */
    void served(Candidate candidate, Reply.Done done, Cost cost, int tries) {
        Took took = Took.of(candidate.offer(), done, cost);
        write(Activity.SERVED, took, "", new Told(candidate.decision(), tries));
    }

    void hungUp(Candidate candidate, Reply.HungUp reply, Partly partly, int tries) {
        String why = candidate.decision() + "; the client went away";
        Took took =
                Took.estimated(candidate.offer(), partly.used(), partly.cost(), reply.reception());
        write(Activity.HUNG_UP, took, "", new Told(why, tries));
    }

    void hungUpWaiting(int tries) {
        String why = "the client went away while it waited for room";
        write(Activity.HUNG_UP, Took.NOBODY, "", new Told(why, tries));
    }

    void failed(Candidate candidate, Reply.Failed reply, Partly partly, int tries) {
        Fault reason = reply.fault();
        String why = candidate.decision() + "; it failed: " + reason.detail();
        Took took =
                Took.estimated(candidate.offer(), partly.used(), partly.cost(), reply.reception());
        write(Activity.FAILED, took, reason.kind(), new Told(why, tries));
    }

    /** A request that no provider was asked for is remembered too. */
    void refused(Outcome outcome) {
        write(Activity.REFUSED, Took.NOBODY, fault(outcome), new Told(why(outcome), 0));
    }

    private static String fault(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed() -> "";
            case Outcome.UnknownModel _ -> "unknown_model";
            case Outcome.Unfit _ -> "unfit";
            case Outcome.Spent _ -> "no_room";
            case Outcome.Kept _ -> "kept_for_later";
            case Outcome.Failed(Fault reason, int _) -> reason.kind();
        };
    }

    private static String why(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed() -> "";
            case Outcome.UnknownModel(String model, List<String> _) -> Reasons.unknown(model);
            case Outcome.Unfit(String _, List<String> reasons) -> Reasons.unfit(reasons);
            case Outcome.Spent(List<Decision.Lacks> spent, Instant at) -> Reasons.spent(spent, at);
            case Outcome.Kept(Candidate cheapest, Instant at) -> Reasons.kept(cheapest, at);
            case Outcome.Failed(Fault reason, int _) -> reason.detail();
        };
    }

    private record Told(String why, int tries) {}

    private void write(String outcome, Took took, String fault, Told told) {
        journal.record(
                new Activity(
                        request.id(),
                        startedAt,
                        Duration.between(startedAt, clock.instant()),
                        request.party(),
                        outcome,
                        request.ask().model(),
                        took.provider(),
                        took.account(),
                        took.model(),
                        took.answerId(),
                        took.usage(),
                        took.estimated(),
                        took.cost(),
                        circumstances(took, fault),
                        told.tries(),
                        told.why()));
    }

    private Circumstances circumstances(Took took, String fault) {
        return new Circumstances(
                request.parameters(),
                took.contextTokensMax(),
                took.reception()
                        .flatMap(Reception::firstAt)
                        .map(first -> Duration.between(startedAt, first)),
                took.reception().map(Reception::status).orElse(0),
                fault,
                took.reception().map(Reception::limits).orElse(Map.of()),
                version);
    }
}
