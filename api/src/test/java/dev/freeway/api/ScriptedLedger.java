package dev.freeway.api;

import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Tally;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Lease;
import dev.freeway.relay.Ledger;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Lesson;
import dev.freeway.relay.Lessons;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Replays;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A ledger and keeper of replays in memory, that decides as it is told. */
final class ScriptedLedger implements Ledger, Replays, Lessons {
    volatile Tally tally = Tally.EMPTY;
    volatile Function<Claim, Reservation> decision =
            _ -> new Reservation.Held(new Hold(1, List.of(), Instant.EPOCH));
    volatile boolean settles = true;
    final List<Settlement> settlements = new CopyOnWriteArrayList<>();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(String fingerprint, Optional<Replay> replay) {}

    @Override
    public Reservation reserve(Claim claim, Lease lease) {
        return decision.apply(claim);
    }

    @Override
    public CompletableFuture<Void> settle(Hold hold, Settlement settlement) {
        if (!settles) {
            return CompletableFuture.failedFuture(
                    new LedgerUnavailable("the disk is full", new IllegalStateException()));
        }
        settlements.add(settlement);
        settlement
                .replay()
                .ifPresent(replay ->
                        entries.computeIfPresent(
                                replay.key(),
                                (_, entry) -> new Entry(entry.fingerprint(), Optional.of(replay))));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> release(Hold hold) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Long> observe(CounterKey key, Limit limit, long left) {
        return CompletableFuture.completedFuture(0L);
    }

    @Override
    public CompletableFuture<Void> learned(Lesson lesson) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onLessons(Runnable listener) {}

    @Override
    public CompletableFuture<Void> forgetLessons() {
        return settles
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(
                        new LedgerUnavailable("the disk is full", new IllegalStateException()));
    }

    @Override
    public List<Lesson> lessons() {
        return List.of();
    }

    @Override
    public Tally tally(CounterKey key) {
        return tally;
    }

    @Override
    public List<CounterKey> counters(String provider) {
        return List.of();
    }

    @Override
    public Ticket begin(String owner, String key, String fingerprint, Instant now) {
        Entry known = entries.putIfAbsent(key, new Entry(fingerprint, Optional.empty()));
        if (known == null) {
            return new Ticket.Fresh();
        }
        if (!known.fingerprint().equals(fingerprint)) {
            return new Ticket.Mismatch();
        }
        return known.replay().<Ticket>map(Ticket.Answered::new).orElseGet(Ticket.InFlight::new);
    }

    @Override
    public void forget(String owner, String key) {
        entries.remove(key);
    }

    @Override
    public void close() {}
}
