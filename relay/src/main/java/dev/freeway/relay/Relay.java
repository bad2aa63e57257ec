package dev.freeway.relay;

import dev.freeway.core.routing.Router;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The one way from a door to a provider. Thread-safe. */
public final class Relay {
    private final Passage.Ways ways;

    /**
     * @param router the offers of the moment, at the prices of the moment
     */
    public Relay(
            Supplier<Router> router,
            Ledger ledger,
            Upstream upstream,
            Journal journal,
            Outlook outlook,
            InstantSource clock) {
        this.ways =
                new Passage.Ways(
                        router,
                        ledger,
                        upstream,
                        journal,
                        outlook,
                        clock,
                        new Bench(),
                        new WaitingRoom(clock),
                        new RetryBudget());
    }

    /**
     * Passes a request on and its answer back, and says what became of it. Waits for that, so it is
     * called on a virtual thread.
     *
     * @throws LedgerUnavailable when nothing can be admitted; nothing has left
     */
    public Outcome pass(Request request, Sink sink) {
        return new Passage(request, sink, ways).pass();
    }
}
