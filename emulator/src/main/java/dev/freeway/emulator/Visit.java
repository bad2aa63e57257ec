package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One request to a stand-in.
 *
 * @param input tokens of its prompt
 * @param outputMax tokens it may be answered with
 */
record Visit(
        EmulatedAccount account,
        String model,
        JsonNode request,
        int input,
        int outputMax,
        Instant at) {
    boolean streams() {
        return request.path("stream").asBoolean();
    }
}
