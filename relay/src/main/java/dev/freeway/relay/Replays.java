package dev.freeway.relay;

import java.time.Instant;

/** Remembers answers by {@code Idempotency-Key}, durably. Thread-safe. */
public interface Replays {
    /**
     * Takes the key for a request, or says who has it.
     *
     * @param fingerprint of the request's parameters
     * @param now keys older than 24 hours are free again
     */
    Ticket begin(String owner, String key, String fingerprint, Instant now);

    /** Frees a key whose request got no answer worth keeping. */
    void forget(String owner, String key);

    /** What became of a key. */
    sealed interface Ticket {
        /** Nobody had it: go on. */
        record Fresh() implements Ticket {}

        /** The first request with it is still under way. */
        record InFlight() implements Ticket {}

        /** It was used for other parameters. */
        record Mismatch() implements Ticket {}

        /** It was answered. */
        record Answered(Replay replay) implements Ticket {}
    }
}
