package dev.freeway.relay;

/** The way to the providers. Thread-safe. */
public interface Upstream {
    /**
     * Asks and passes the answer into {@code sink} until it is over; waits for that, so it is
     * called on a virtual thread. Begins the sink with the first content and neither ends nor
     * aborts it.
     */
    Reply call(Call call, Sink sink);
}
