package dev.freeway.relay;

import dev.freeway.core.routing.Candidate;
import dev.freeway.core.routing.Route;
import dev.freeway.core.routing.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The one way from a door to a provider. Thread-safe. */
public final class Relay {
    private final Supplier<Router> router;
    private final Passage.Ways ways;

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
        this.ways =
                new Passage.Ways(ledger, upstream, journal, clock, new Bench(), new RetryBudget());
    }

    /**
     * Passes a request on and its answer back, and says what became of it. Waits for that, so it is
     * called on a virtual thread.
     *
     * @throws LedgerUnavailable when nothing can be admitted; nothing has left
     */
    public Outcome pass(Request request, Sink sink) {
        Passage passage = new Passage(request, sink, ways);
        Outcome outcome =
                switch (router.get()
                        .plan(
                                request.ask(),
                                request.member(),
                                ways.ledger()::tally,
                                passage.startedAt())) {
                    case Route.UnknownModel(String model, List<String> alike) ->
                            new Outcome.UnknownModel(model, alike);
                    case Route.Unfit(String model, List<String> reasons) ->
                            new Outcome.Unfit(model, reasons);
                    case Route.Open(List<Candidate> candidates) -> passage.through(candidates);
                };
        passage.noteIfRefused(outcome);
        return outcome;
    }
}
