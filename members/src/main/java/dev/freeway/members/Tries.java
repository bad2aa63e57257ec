package dev.freeway.members;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what is tried by a name, whether anybody has it or not. Thread-safe. */
final class Tries {
    private static final int NAMES_MAX = 10_000;

    private final InstantSource clock;
    private final int most;
    private final Duration within;
    private final String told;
    private final Map<String, Deque<Instant>> tried = new LinkedHashMap<>();

    /**
     * @param most how many within such a time
     * @param told of one more, by the name
     */
    Tries(InstantSource clock, int most, Duration within, String told) {
        this.clock = clock;
        this.most = most;
        this.within = within;
        this.told = told;
    }

    /** Counts one before it is known to be wrong: many at once are many as well. */
    synchronized void begin(String name) throws Declined {
        Instant now = clock.instant();
        Deque<Instant> tries = tried.computeIfAbsent(name, _ -> new ArrayDeque<>());
        while (!tries.isEmpty() && !tries.getFirst().isAfter(now.minus(within))) {
            tries.removeFirst();
        }
        if (tries.size() >= most) {
            Duration after = Duration.between(now, tries.getFirst().plus(within));
            throw Declined.tooMany(told.formatted(name), after);
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
