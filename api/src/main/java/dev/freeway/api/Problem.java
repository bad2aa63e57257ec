package dev.freeway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request is not served, in OpenAI's error shape.
 *
 * @param param the request's field at fault, or empty
 * @param more further fields of the error object
 * @param headers of the answer
 */
record Problem(
        int status,
        String type,
        String code,
        String message,
        String param,
        Map<String, String> more,
        Map<String, String> headers) {
    static final String INVALID = "invalid_request_error";

    Problem {
        more = Map.copyOf(more);
        headers = Map.copyOf(headers);
    }

    static Problem invalid(String param, String message) {
        return new Problem(400, INVALID, "invalid_value", message, param, Map.of(), Map.of());
    }

    static Problem of(int status, String type, String code, String message) {
        return new Problem(status, type, code, message, "", Map.of(), Map.of());
    }

    Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, type, code, message, param, this.more, more);
    }

    ObjectNode json() {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("message", message);
        error.put("type", type);
        if (param.isEmpty()) {
            error.putNull("param");
        } else {
            error.put("param", param);
        }
        error.put("code", code);
        more.forEach(error::put);
        return body;
    }
}
