package dev.freeway.relay;

import dev.freeway.core.quota.Decision;

/** How a reservation went. */
public sealed interface Reservation {
    /** Durably held: the request may leave. */
    record Held(Hold hold) implements Reservation {}

    /** Nothing was written. */
    record Refused(Decision.Lacks lacks) implements Reservation {}
}
