package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** An answer that is neither a completion nor a refusal. */
record Notice(int status, Map<String, String> headers, JsonNode body) {
    Notice {
        headers = Map.copyOf(headers);
    }

    static Notice of(int status, JsonNode body) {
        return new Notice(status, Map.of(), body);
    }
}
