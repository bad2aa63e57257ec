package dev.freeway.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A body and what it is. Immutable.
 *
 * @param type its {@code content-type}
 * @param bytes not to be changed
 */
public record Payload(String type, byte[] bytes) {
    /** A tree as text. */
    public static Payload json(JsonNode tree) {
        return json(Json.bytes(tree));
    }

    /** Text that is JSON. */
    public static Payload json(byte[] text) {
        return new Payload("application/json", text);
    }
}
