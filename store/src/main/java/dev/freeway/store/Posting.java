package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import java.time.Instant;

/**
 * One line of the journal of accounts: {@code amount} goes from the limit's account to what was
 * spent of that meter. Never changed, never deleted.
 */
record Posting(Instant at, long holdId, CounterKey limit, Meter meter, long amount) {}
