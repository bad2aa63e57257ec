package dev.freeway.store;

import java.time.Duration;

/** What is done from time to time, by the machine's own clock. One thread. */
final class Every {
    private final long nanos;
    private long last;
    private boolean done;

    Every(Duration period) {
        nanos = period.toNanos();
    }

    /** Whether it is time again; asked, it counts as done. */
    boolean isDue() {
        long now = System.nanoTime();
        if (done && now - last < nanos) {
            return false;
        }
        last = now;
        done = true;
        return true;
    }
}
