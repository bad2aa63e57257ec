package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;

/** The error form that OpenAI began and others took over. */
final class Words {
    private Words() {}

    /** An empty {@code param} is null. */
    static ObjectNode error(String message, String type, String param, String code) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error").put("message", message).put("type", type);
        if (param.isEmpty()) {
            error.putNull("param");
        } else {
            error.put("param", param);
        }
        error.put("code", code);
        return body;
    }
}
