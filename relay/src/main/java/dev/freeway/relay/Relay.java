package dev.freeway.relay;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Member;
import dev.freeway.core.routing.Conditions;
import dev.freeway.core.routing.Explanation;
import dev.freeway.core.routing.Need;
import dev.freeway.core.routing.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The one way from a door to a provider. Thread-safe. */
public final class Relay {
    private final Passage.Ways ways;

    /**
     * @param router the offers of the moment, at the prices of the moment
     * @param version of this gateway, for the journal
     */
    public Relay(
            Supplier<Router> router,
            Ledger ledger,
            Upstream upstream,
            Journal journal,
            Outlook outlook,
            InstantSource clock,
            String version) {
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
                        new RetryBudget(),
                        version);
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

    /** Where such a request would go now, and why. Nothing is sent, held or learned. */
    public Explanation explain(Ask ask, Member member, Wishes wishes) {
        Instant now = ways.clock().instant();
        Conditions conditions =
                new Conditions(ways.ledger()::tally, offer -> rest(offer).map(Rest::until), now);
        Need need = ways.outlook().need(ask, member, wishes, now);
        return ways.router().get().explain(need, conditions);
    }

    /** Why the offer is not asked at the moment, if so. */
    public Optional<Rest> rest(Offer offer) {
        return ways.bench()
                .seat(offer, ways.clock().instant())
                .map(seat -> new Rest(seat.fault().detail(), seat.until()));
    }
}
