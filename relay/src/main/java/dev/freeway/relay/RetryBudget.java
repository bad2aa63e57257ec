package dev.freeway.relay;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps second tries to a tenth of all requests, so that a failing world is not asked twice as
 * often. Thread-safe.
 */
final class RetryBudget {
    private static final int PER_REQUEST = 1;
    private static final int PER_RETRY = 10;
    private static final int MOST = 10 * PER_RETRY;

    private final AtomicInteger tenths = new AtomicInteger(MOST);

    void earn() {
        tenths.updateAndGet(saved -> Math.min(MOST, saved + PER_REQUEST));
    }

    /** Whether a second try is left, which is then used up. */
    boolean spend() {
        return tenths.getAndUpdate(saved -> saved >= PER_RETRY ? saved - PER_RETRY : saved)
                >= PER_RETRY;
    }
}
