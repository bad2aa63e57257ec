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

/** What of one request is written into the journal. Used by one thread. */
final class Diary {
    private final Request request;
    private final Instant startedAt;
    private final Journal journal;
    private final InstantSource clock;

    Diary(Request request, Instant startedAt, Journal journal, InstantSource clock) {
        this.request = request;
        this.startedAt = startedAt;
        this.journal = journal;
        this.clock = clock;
    }

    /** Who was asked and what the answer came to. */
    private record Took(
            String provider,
            String account,
            String model,
            String answerId,
            Usage usage,
            boolean estimated) {
        static final Took NOBODY = new Took("", "", "", "", Usage.NONE, false);

        static Took of(Offer offer, Reply.Done done) {
            return new Took(
                    offer.account().provider().id(),
                    offer.account().name(),
                    done.model(),
                    done.answerId(),
                    done.usage(),
                    done.estimated());
        }

        static Took estimated(Offer offer, Usage usage) {
            return new Took(
                    offer.account().provider().id(),
                    offer.account().name(),
                    offer.model().id(),
                    "",
                    usage,
                    true);
        }
    }

    /**
     * @param tries so many offers were asked, this one included
     */
    void served(Candidate candidate, Reply.Done done, int tries) {
        write("served", Took.of(candidate.offer(), done), candidate.decision(), tries);
    }

    void hungUp(Candidate candidate, Usage used, int tries) {
        String why = candidate.decision() + "; the client went away";
        write("hung_up", Took.estimated(candidate.offer(), used), why, tries);
    }

    void hungUpWaiting(int tries) {
        write("hung_up", Took.NOBODY, "the client went away while it waited for room", tries);
    }

    void failed(Candidate candidate, Usage used, Fault reason, int tries) {
        String why = candidate.decision() + "; it failed: " + reason.detail();
        write("failed", Took.estimated(candidate.offer(), used), why, tries);
    }

    /** A request that no provider was asked for is remembered too. */
    void refused(Outcome outcome) {
        write("refused", Took.NOBODY, why(outcome), 0);
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

    private void write(String outcome, Took took, String why, int tries) {
        journal.record(
                new Activity(
                        request.id(),
                        startedAt,
                        Duration.between(startedAt, clock.instant()),
                        request.member().name(),
                        outcome,
                        request.ask().model(),
                        took.provider(),
                        took.account(),
                        took.model(),
                        took.answerId(),
                        took.usage(),
                        took.estimated(),
                        tries,
                        why));
    }
}
