package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Problem;
import dev.freeway.wire.Json;
import java.util.Locale;

/** A problem as Google's services tell it: google.rpc.Status, with what else is known of it. */
final class RpcError {
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    private RpcError() {}

    static ObjectNode of(Problem problem) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("code", problem.status());
        error.put("message", problem.message());
        error.put("status", status(problem.status()));
        ArrayNode details = error.putArray("details");
        reason(problem, details);
        String wait = problem.headers().get("retry-after");
        if (wait != null) {
            detail(details, "RetryInfo").put("retryDelay", wait + "s");
        }
        if (!problem.param().isEmpty()) {
            detail(details, "BadRequest")
                    .putArray("fieldViolations")
                    .addObject()
                    .put("field", problem.param())
                    .put("description", problem.message());
        }
        return body;
    }

    private static void reason(Problem problem, ArrayNode details) {
        ObjectNode info = detail(details, "ErrorInfo");
        info.put("reason", problem.code().toUpperCase(Locale.ROOT));
        info.put("domain", "freeway");
        ObjectNode metadata = info.putObject("metadata");
        problem.more().forEach(metadata::put);
    }

    private static ObjectNode detail(ArrayNode details, String type) {
        return details.addObject().put("@type", TYPES + type);
    }

    private static String status(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 402, 429 -> "RESOURCE_EXHAUSTED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 405, 501 -> "UNIMPLEMENTED";
            case 408, 504 -> "DEADLINE_EXCEEDED";
            case 409 -> "ABORTED";
            case 502, 503 -> "UNAVAILABLE";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
