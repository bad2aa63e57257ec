package dev.freeway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.BadJson;
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
public record Problem(
        int status,
        String type,
        String code,
        String message,
        String param,
        Map<String, String> more,
        Map<String, String> headers) {
    public static final String INVALID = "invalid_request_error";

    public Problem {
        more = Map.copyOf(more);
        headers = Map.copyOf(headers);
    }

    /** A 400 that names the field at fault. */
    public static Problem invalid(String param, String message) {
        return new Problem(400, INVALID, "invalid_value", message, param, Map.of(), Map.of());
    }

    /** A problem without a field at fault. */
    public static Problem of(int status, String type, String code, String message) {
        return new Problem(status, type, code, message, "", Map.of(), Map.of());
    }

    static Problem of(BadJson bad) {
        return of(400, INVALID, "invalid_json", "Bad JSON: " + bad.getMessage());
    }

    /** The same problem, its answer with one header more. */
    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, type, code, message, param, this.more, more);
    }

    /** As OpenAI has it. */
    public ObjectNode json() {
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
