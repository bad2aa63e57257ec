package dev.freeway.api.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Door;
import dev.freeway.api.Problem;
import dev.freeway.wire.Json;

/** A problem as Anthropic has it: its type follows from the status. */
final class MessagesError {
    private MessagesError() {}

    static ObjectNode of(Problem problem) {
        ObjectNode body = Json.object().put("type", "error");
        ObjectNode error = body.putObject("error");
        error.put("type", type(problem.status()));
        error.put("message", problem.message());
        error.put("code", problem.code());
        problem.more().forEach(error::put);
        return body.put("request_id", problem.headers().get(Door.REQUEST_ID));
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
