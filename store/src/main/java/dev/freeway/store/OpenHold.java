package dev.freeway.store;

import dev.freeway.relay.Hold;
import java.time.Instant;

/** A hold nobody has ended yet. */
record OpenHold(Hold hold, Instant leaseEnd, boolean retryable) {
    /** One that its owner is about to end. */
    static OpenHold ending(Hold hold) {
        return new OpenHold(hold, Instant.MAX, false);
    }
}
