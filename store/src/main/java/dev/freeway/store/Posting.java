package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the journal of accounts: {@code amount} goes from the limit's account to a sum of its
 * meter, or from there to it where negative. Never changed, never deleted.
 *
 * @param hold whose it is, 0 for none
 * @param sum such as {@value Accounts#SPENT}
 * @param ref unique, where it must not be booked twice
 */
record Posting(
        Instant at,
        long hold,
        CounterKey limit,
        Meter meter,
        long amount,
        String sum,
        Optional<String> ref) {
    /** What was used. */
    static Posting spent(Instant at, long hold, CounterKey limit, Meter meter, long amount) {
        return new Posting(at, hold, limit, meter, amount, Accounts.SPENT, Optional.empty());
    }
}
