package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * How a stand-in says no.
 *
 * @param byQuota whether a limit of the free tier was the reason
 */
record Refusal(int status, ObjectNode body, Map<String, String> headers, boolean byQuota) {
    static Refusal of(int status, ObjectNode body) {
        return new Refusal(status, body, Map.of(), false);
    }
}
