package dev.freeway.members;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts how often something was tried by or for a name, known or not. Thread-safe. */
final class Tries {
    private static final int NAMES_MAX = 10_000;

    private final InstantSource clock;
    private final int most;
    private final Duration period;
    private final String words;
    private final Map<String, Deque<Instant>> tried = new LinkedHashMap<>();

    /**
     * @param most tries of a name in any such period (expected: > 0)
     * @param words what is said where there are more; {@code %s} is the name
     */
    Tries(InstantSource clock, int most, Duration period, String words) {
        this.clock = clock;
        this.most = most;
        this.period = period;
        this.words = words;
    }

    /** Counts one before it is known how it ends: many at once are many as well. */
    synchronized void begin(String name) throws Declined {
        Instant now = clock.instant();
        Deque<Instant> tries = tried.computeIfAbsent(name, _ -> new ArrayDeque<>());
        while (!tries.isEmpty() && !tries.getFirst().isAfter(now.minus(period))) {
            tries.removeFirst();
        }
        if (tries.size() >= most) {
            Duration after = Duration.between(now, tries.getFirst().plus(period));
            throw Declined.tooMany(words.formatted(name), after);
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
