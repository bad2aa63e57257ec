package dev.freeway.members;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When tokens were last used: known at once, written at most once a minute. Thread-safe. */
final class LastUses {
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final Records records;
    private final InstantSource clock;
    private final Map<String, Instant> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();
    private Instant written = Instant.MIN;

    LastUses(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
        known.putAll(records.lastUses());
    }

    void note(String token, Instant at) {
        known.put(token, at);
        unwritten.put(token, at);
    }

    Optional<Instant> of(String token) {
        return Optional.ofNullable(known.get(token));
    }

    /** Writes what was noted, unless that was done within the minute. */
    synchronized void keep() {
        Instant now = clock.instant();
        if (!written.isAfter(now.minus(GRAIN))) {
            keepNow();
            written = now;
        }
    }

    synchronized void keepNow() {
        if (unwritten.isEmpty()) {
            return;
        }
        Map<String, Instant> batch = new HashMap<>(unwritten);
        records.used(batch);
        // What was used again meanwhile has another time, and stays.
        batch.forEach(unwritten::remove);
    }
}
