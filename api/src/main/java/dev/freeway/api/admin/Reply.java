package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer. */
public record Reply(int status, JsonNode body) {
    static Reply ok(JsonNode body) {
        return new Reply(200, body);
    }

    static Reply created(JsonNode body) {
        return new Reply(201, body);
    }
}
