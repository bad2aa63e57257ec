package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * How a stand-in says no.
 *
 * @param body a missing node: none at all
 * @param byQuota whether a limit of the free tier was the reason
 */
record Refusal(int status, JsonNode body, Map<String, String> headers, boolean byQuota) {
    static Refusal of(int status, JsonNode body) {
        return new Refusal(status, body, Map.of(), false);
    }
}
