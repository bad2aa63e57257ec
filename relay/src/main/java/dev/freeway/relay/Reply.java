package dev.freeway.relay;

import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Usage;
import java.time.Instant;

/** How one try at one offer ended. */
public sealed interface Reply {
    /**
     * Complete, and passed on.
     *
     * @param model the exact model, as the provider named it
     * @param answerId the provider's id of the answer
     * @param usage by the provider's word, or {@code estimated}
     * @param reception how the provider received it
     * @param ran false where what was asked for came to nothing, and its provider counts no run
     */
    record Done(
            String model,
            String answerId,
            Usage usage,
            boolean estimated,
            Reception reception,
            boolean ran)
            implements Reply {
        /** Of what ran, and of whose reception no more is known. */
        public Done(String model, String answerId, Usage usage, boolean estimated, Instant headAt) {
            this(model, answerId, usage, estimated, Reception.at(headAt), true);
        }
    }

    /**
     * Not complete.
     *
     * @param begun whether the client has seen some of it
     */
    record Failed(Fault fault, boolean begun, Reception reception) implements Reply {}

    /**
     * The client went away, and the provider was told.
     *
     * @param usage what was seen of it
     */
    record HungUp(Usage usage, Reception reception) implements Reply {}
}
