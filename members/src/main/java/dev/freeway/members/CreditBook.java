package dev.freeway.members;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Tally;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * The ledger's books, as far as they are of credits: what goes into a pot is what was spent of it,
 * what is left and what was taken out. Each is booked once, however often it is asked for, and
 * durable when the method returns. Thread-safe. {@code CreditBookContract} says what is promised.
 */
public interface CreditBook {
    /** What becomes of what is not spent. */
    enum End {
        EXPIRED,
        RETURNED
    }

    /** Books what went into the pots of these grants. */
    void fill(Collection<CreditGrant> grants);

    /**
     * Takes out all that is left of a pot, in the step that sees how much that is.
     *
     * @return micro-dollars; empty while a request that is under way may spend of it
     */
    OptionalLong drain(Bound pot, End end);

    /** What was counted of a pot. */
    Tally tally(CounterKey pot);

    /** What moved in the pots of an account, newest first. */
    List<Line> lines(String holder, long before, int limit);

    /**
     * One movement.
     *
     * @param seq ascending
     * @param what {@code spent}, or a {@link CreditGrant.Source} or {@link End} in small letters
     * @param microDollars what went in, or out where negative
     */
    record Line(long seq, Instant at, String grant, String what, long microDollars) {}
}
