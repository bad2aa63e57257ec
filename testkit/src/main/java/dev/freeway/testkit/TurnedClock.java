package dev.freeway.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is turned. Thread-safe. */
public final class TurnedClock implements InstantSource {
    private volatile Instant now;

    public TurnedClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Turns the clock forward (or, with a negative duration, back) and returns the new time. */
    public synchronized Instant turn(Duration by) {
        now = now.plus(by);
        return now;
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }
}
