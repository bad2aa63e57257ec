package dev.freeway.api;

import dev.freeway.relay.Activity;
import dev.freeway.relay.History;
import dev.freeway.relay.Journal;
import dev.freeway.relay.LedgerUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers in memory, and tells the sums it is given. */
final class ScriptedHistory implements Journal, History {
    final List<Activity> journal = new CopyOnWriteArrayList<>();
    volatile List<Sum> sums = List.of();
    volatile Optional<Period> asked = Optional.empty();
    volatile long brokenBefore;
    volatile Filter filter = new Filter(Map.of(), Instant.MIN, Instant.MAX);

    @Override
    public void record(Activity activity) {
        journal.add(activity);
    }

    @Override
    public List<Activity> latest(int limit) {
        return List.copyOf(journal);
    }

    @Override
    public List<Entry> page(Filter filter, OptionalLong before, int limit) {
        this.filter = filter;
        if (before.isPresent() && before.getAsLong() <= brokenBefore) {
            throw new LedgerUnavailable("the disk is gone", new IllegalStateException());
        }
        List<Activity> all = List.copyOf(journal);
        List<Entry> entries = new ArrayList<>();
        for (int seq = all.size(); seq > 0 && entries.size() < limit; seq--) {
            if (seq < before.orElse(Long.MAX_VALUE)) {
                entries.add(new Entry(seq, all.get(seq - 1)));
            }
        }
        return entries;
    }

    @Override
    public List<Sum> usage(Period period, Set<By> by, int limit) {
        asked = Optional.of(period);
        return sums;
    }
}
