package dev.freeway.relay;

import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Tally;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What has been held and used of every limit on both sides. A hold ends exactly once, by {@link
 * #settle}, {@link #release} or when its lease runs out; ending it again does nothing. Thread-safe.
 */
public interface Ledger extends AutoCloseable {
    /**
     * Holds all of a claim or nothing. Returns when the hold is durable; waits for that, so it is
     * called on a virtual thread.
     *
     * @throws LedgerUnavailable when it cannot be made durable: the request must not leave
     */
    Reservation reserve(Claim claim, Lease lease);

    /** Ends a hold and counts what was used; done when durable. */
    CompletableFuture<Void> settle(Hold hold, Settlement settlement);

    /** Ends a hold of which nothing was used; done when durable. */
    CompletableFuture<Void> release(Hold hold);

    /**
     * The provider says that no more than {@code left} is left: what is missing was spent by
     * somebody else, and counts as used. Below zero, so much of what is held now will not be left
     * when it comes back. Says how much was missing, when durable.
     */
    CompletableFuture<Long> observe(CounterKey key, Limit limit, long left);

    /** The counter's tally as of the last decision, to look at; {@link Tally#EMPTY} if unused. */
    Tally tally(CounterKey key);

    /**
     * The counters of a provider, or of what we grant, that were ever held or used of as far as is
     * still known; takes as long as there are counters.
     */
    List<CounterKey> counters(String provider);

    @Override
    void close();
}
