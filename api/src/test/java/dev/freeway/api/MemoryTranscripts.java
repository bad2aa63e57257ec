package dev.freeway.api;

import dev.freeway.relay.Transcripts;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** In memory, of everybody. */
final class MemoryTranscripts implements Transcripts {
    private final List<Kept> all = new CopyOnWriteArrayList<>();
    private final AtomicLong seq = new AtomicLong();

    @Override
    public void keep(Transcript transcript) {
        all.addFirst(new Kept(seq.incrementAndGet(), transcript));
    }

    @Override
    public List<Kept> kept(String account, OptionalLong before, int limit) {
        return all.stream()
                .filter(kept -> kept.transcript().party().member().equals(account))
                .filter(kept -> kept.seq() < before.orElse(Long.MAX_VALUE))
                .limit(limit)
                .toList();
    }

    @Override
    public CompletableFuture<Long> erase(String account) {
        long before = all.size();
        all.removeIf(kept -> kept.transcript().party().member().equals(account));
        return CompletableFuture.completedFuture(before - all.size());
    }
}
