package dev.freeway.relay;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps what was said, of those who consent to that. Thread-safe; reading waits for a disk, and
 * throws {@link LedgerUnavailable} where it cannot.
 */
public interface Transcripts {
    /**
     * What was said once.
     *
     * @param id of the request
     * @param party on whose account
     * @param endpoint as in {@code chat}
     * @param asked the model the client named
     * @param model the one that answered, with its provider
     * @param request JSON, UTF-8; of a recording the words around it alone
     * @param answer JSON, UTF-8; of a stream an array of its events
     */
    record Transcript(
            String id,
            Party party,
            Instant at,
            String endpoint,
            String asked,
            String model,
            byte[] request,
            byte[] answer) {}

    /**
     * One that was kept.
     *
     * @param seq rises with every one written
     */
    record Kept(long seq, Transcript transcript) {}

    /**
     * Writes it down soon, unless its party's account no longer consents when that is done; never
     * blocks.
     */
    void keep(Transcript transcript);

    /** A page of an account's, newest first. */
    List<Kept> kept(String account, OptionalLong before, int limit);

    /** Erases all of an account's that was given to {@link #keep} so far, and says how many. */
    CompletableFuture<Long> erase(String account);
}
