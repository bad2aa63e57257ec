package dev.freeway.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * From which version on to look again: versions are given before they can be seen, so what was
 * given within the last seconds may still appear. One thread.
 */
final class Trail {
    private static final long NANOS = Duration.ofSeconds(3).toNanos();

    private final Deque<Step> steps = new ArrayDeque<>();
    private long before;

    private record Step(long at, long version) {}

    /** The newest version that had been seen some seconds ago; {@code newest} is by now. */
    long before(long newest) {
        long now = System.nanoTime();
        steps.add(new Step(now, newest));
        while (!steps.isEmpty() && now - steps.getFirst().at() > NANOS) {
            before = steps.removeFirst().version();
        }
        return before;
    }
}
