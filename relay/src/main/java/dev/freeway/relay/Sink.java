package dev.freeway.relay;

import dev.freeway.core.fault.Fault;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an answer goes: the client's side of one request. {@link #begin} once, then {@link
 * #write}s, then {@link #end} or {@link #abort}; nothing after those. Called from one thread at a
 * time.
 */
public interface Sink {
    /**
     * It waits for room, probably until then. Called from any thread, before {@link #begin}.
     *
     * @param stop run once, if the client goes away meanwhile
     */
    default void waits(Instant expected, Runnable stop) {}

    /** The first content is here; from now on nobody else can be asked. */
    void begin(Head head);

    /**
     * Passes bytes on. They are kept, not copied.
     *
     * @return false when the client is slower than we: stop until drained
     */
    boolean write(byte[] bytes);

    /** Runs {@code resume} once, when what was written has gone out. */
    void onDrain(Runnable resume);

    /** Runs {@code stop} once, if the client goes away before the end. */
    void onHangUp(Runnable stop);

    /** The answer is complete. */
    void end();

    /** It broke off after it had begun: the client must notice. */
    void abort(Fault fault);

    /** The whole answer, where its client sent an {@code Idempotency-Key}. */
    Optional<Replay> replay();
}
