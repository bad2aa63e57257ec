package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One request to a stand-in.
 *
 * @param request in OpenAI's words
 * @param input tokens of its prompt
 * @param outputMax tokens it may be answered with, of all choices
 */
record Visit(
        EmulatedAccount account,
        Kind kind,
        String model,
        JsonNode request,
        int input,
        int outputMax,
        Instant at) {
    boolean streams() {
        return kind.canStream() && request.path("stream").asBoolean();
    }

    /** How many answers are wanted. */
    int choices() {
        return kind.inWords() ? request.path("n").asInt(1) : 1;
    }
}
