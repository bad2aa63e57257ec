package dev.freeway.core.quota;

import java.time.Instant;

/**
 * A shape in which something can run out. Pure: a function of a tally and the time. Every answer
 * leans to the safe side, so that a provider counting by the same rule never refuses what was
 * admitted here.
 */
public sealed interface Counter permits Window, Bucket, Pot, Slots, Cap, Undisclosed {
    /** The most that can ever be held at once, in units of the meter. */
    long amount();

    /** Units that a request arriving now could take; negative after an overrun. */
    long room(Tally tally, Instant now);

    /**
     * The earliest time at which {@code amount} would fit if nobody else came; {@link Instant#MAX}
     * for never. What is held now is taken to end as used.
     */
    Instant fitsAt(Tally tally, long amount, Instant now);

    /** Holds {@code amount} for a request about to leave. */
    default Tally hold(Tally tally, long amount, Instant now) {
        return tally.hold(amount);
    }

    /** Counts {@code amount} as used within {@code when}; its hold has ended before. */
    Tally use(Tally tally, long amount, Span when);

    /** Units counted as used now. */
    long used(Tally tally, Instant now);

    /**
     * When something used comes back next; {@link Instant#MAX} for never, {@code now} if unused.
     */
    Instant resetsAt(Tally tally, Instant now);

    /** Whether a request takes something that is kept, and not only compared. */
    default boolean keeps() {
        return true;
    }

    /** Whether what is spent comes back all at once, or never, so that it is known when. */
    default boolean endsAtOnce() {
        return false;
    }

    /** The same shape, but for how much there is of it. */
    Counter resized(long amount);

    /** Rejects amounts that make no sense, in a record's compact constructor. */
    static long positive(String name, long amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException(name + ": " + amount + " (expected: > 0)");
        }
        return amount;
    }
}
