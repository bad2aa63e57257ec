package dev.freeway.members;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the passwords tried of a name, whether anybody has it or not. Thread-safe. */
final class Tries {
    private static final int A_MINUTE = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int NAMES_MAX = 10_000;

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> tried = new LinkedHashMap<>();

    Tries(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts one before it is known to be wrong: many at once are many as well. */
    synchronized void begin(String name) throws Declined {
        Instant now = clock.instant();
        Deque<Instant> tries = tried.computeIfAbsent(name, _ -> new ArrayDeque<>());
        while (!tries.isEmpty() && !tries.getFirst().isAfter(now.minus(MINUTE))) {
            tries.removeFirst();
        }
        if (tries.size() >= A_MINUTE) {
            Duration after = Duration.between(now, tries.getFirst().plus(MINUTE));
            throw Declined.tooMany(
                    "Too many wrong passwords for '%s' within a minute.".formatted(name), after);
        }
        tries.addLast(now);
        if (tried.size() > NAMES_MAX) {
            tried.remove(tried.keySet().iterator().next());
        }
    }

    synchronized void forget(String name) {
        tried.remove(name);
    }
}
