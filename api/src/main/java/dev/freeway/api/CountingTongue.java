package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;

/** A tongue in which one can also ask how much a request would take. Thread-safe. */
public interface CountingTongue extends Tongue {
    /** Whether what it hears at that path is to be counted, and not answered. */
    boolean counts(String path);

    /**
     * Says how much it is.
     *
     * @param inputTokens an estimate: more is reserved
     */
    JsonNode counted(long inputTokens);
}
