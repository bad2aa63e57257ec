package dev.freeway.bench.yield;

import java.time.Duration;
import java.time.Instant;

/** Decides where each request goes. Used by one thread. */
interface Player {
    /** What becomes of a request now. */
    sealed interface Move {
        /**
         * It is served.
         *
         * @param busy how long that takes
         * @param end to be called then
         */
        record Served(Duration busy, Runnable end) implements Move {}

        /** Nothing now; perhaps then. */
        record Later(Instant at) implements Move {}
    }

    /** Tries to have a request served now. */
    Move move(Workload.Job job, Instant now);

    /** Time has gone by. */
    default void tick(Instant now) {}

    /** Nanoseconds spent on decisions, and how many there were. */
    long decisionNanos();

    long decisions();
}
