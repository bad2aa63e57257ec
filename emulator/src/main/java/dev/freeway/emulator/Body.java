package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import io.vertx.core.buffer.Buffer;

/** The bytes of an answer and what they are. */
record Body(String contentType, Buffer bytes) {
    static Body json(JsonNode node) {
        return new Body("application/json", Buffer.buffer(Json.bytes(node)));
    }
}
