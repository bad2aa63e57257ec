package dev.freeway.members;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records that nothing outlives; two may share what they keep, as replicas do. */
public final class MemoryRecords implements Records {
    private final Kept kept;
    private final InstantSource clock;

    /** What is kept, and who wants to know. */
    private static final class Kept {
        private final Map<String, Document> documents = new HashMap<>();
        private final List<AuditLine> audit = new ArrayList<>();
        private final Map<String, Instant> uses = new HashMap<>();
        private final Map<MemoryRecords, Runnable> listeners = new HashMap<>();
    }

    public MemoryRecords(InstantSource clock) {
        this(new Kept(), clock);
    }

    private MemoryRecords(Kept kept, InstantSource clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /** Another replica's. */
    public MemoryRecords another() {
        return new MemoryRecords(kept, clock);
    }

    @Override
    public List<Document> all() {
        synchronized (kept) {
            return List.copyOf(kept.documents.values());
        }
    }

    @Override
    public void commit(String actor, List<Change> changes) throws Stale {
        List<Runnable> others = new ArrayList<>();
        synchronized (kept) {
            Map<String, Document> next = new HashMap<>(kept.documents);
            List<AuditLine> lines = new ArrayList<>();
            for (Change change : changes) {
                apply(next, change);
                lines.add(
                        new AuditLine(
                                kept.audit.size() + lines.size() + 1L,
                                clock.instant(),
                                actor,
                                change.kind(),
                                change.id(),
                                change.what()));
            }
            kept.documents.clear();
            kept.documents.putAll(next);
            kept.audit.addAll(lines);
            kept.listeners.forEach((records, listener) -> {
                if (records != this) {
                    others.add(listener);
                }
            });
        }
        others.forEach(Runnable::run);
    }

    private static void apply(Map<String, Document> documents, Change change) throws Stale {
        String key = change.kind() + " " + change.id();
        long version = documents.containsKey(key) ? documents.get(key).version() : 0;
        if (version != change.read()) {
            throw new Stale(change);
        }
        switch (change) {
            case Change.Put(String kind, String id, long read, String body) ->
                    documents.put(key, new Document(kind, id, read + 1, body));
            case Change.Remove _ -> documents.remove(key);
        }
    }

    @Override
    public void onChange(Runnable listener) {
        synchronized (kept) {
            kept.listeners.put(this, listener);
        }
    }

    @Override
    public List<AuditLine> audit(AuditLine.Sought sought, long before, int limit) {
        synchronized (kept) {
            return kept.audit.reversed().stream()
                    .filter(line -> line.sequence() < before && takes(sought, line))
                    .limit(limit)
                    .toList();
        }
    }

    private static boolean takes(AuditLine.Sought sought, AuditLine line) {
        return (line.actor() + "/").startsWith(sought.actorStart())
                && Set.of("", line.kind()).contains(sought.kind())
                && Set.of("", line.id()).contains(sought.id());
    }

    @Override
    public void used(Map<String, Instant> at) {
        synchronized (kept) {
            at.forEach((id, when) -> kept.uses.merge(id, when, (a, b) -> a.isAfter(b) ? a : b));
        }
    }

    @Override
    public Map<String, Instant> lastUses() {
        synchronized (kept) {
            return Map.copyOf(kept.uses);
        }
    }

    @Override
    public void close() {}
}
