package dev.freeway.store;

import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Tally;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Lease;
import dev.freeway.relay.Ledger;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The same books without a file, to play through what has not happened: nothing in it outlives the
 * process. Leases do not run out. Thread-safe.
 */
public final class MemoryLedger implements Ledger {
    private final Books books = new Books();
    private final InstantSource clock;

    public MemoryLedger(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins that counter where it stands. */
    public synchronized void begin(CounterKey key, Tally tally) {
        books.load(key, tally);
    }

    @Override
    public synchronized Reservation reserve(Claim claim, Lease lease) {
        return books.reserve(claim, lease, clock.instant(), new Changes());
    }

    @Override
    public synchronized CompletableFuture<Void> settle(Hold hold, Settlement settlement) {
        books.settle(hold, settlement, new Changes());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<Void> release(Hold hold) {
        books.release(hold, new Changes());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<Long> observe(CounterKey key, Limit limit, long left) {
        return CompletableFuture.completedFuture(
                books.observe(key, limit, left, clock.instant(), new Changes()));
    }

    @Override
    public Tally tally(CounterKey key) {
        return books.tally(key);
    }

    @Override
    public List<CounterKey> counters(String provider) {
        return books.counters(provider);
    }

    @Override
    public void close() {}
}
