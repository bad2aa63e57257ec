package dev.freeway.api.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Problem;
import dev.freeway.wire.Json;

/** Around every answer: whether it succeeded, and if not, why (cloudflare-docs, errors.mdx). */
final class Envelope {
    private Envelope() {}

    static ObjectNode of(JsonNode result) {
        ObjectNode envelope = Json.object();
        envelope.set("result", result);
        envelope.put("success", true).putArray("errors");
        envelope.putArray("messages");
        return envelope;
    }

    static ObjectNode of(Problem problem) {
        ObjectNode envelope = Json.object();
        envelope.putNull("result").put("success", false);
        envelope.putArray("errors")
                .addObject()
                .put("code", code(problem.status()))
                .put("message", problem.message());
        envelope.putArray("messages");
        return envelope;
    }

    /** The code that says most nearly the same. */
    private static int code(int status) {
        return switch (status) {
            case 401 -> 10_000;
            case 402, 429 -> 3_036;
            case 404 -> 5_007;
            case 408 -> 3_007;
            case 413 -> 3_006;
            default -> status < 500 ? 5_004 : 3_043;
        };
    }
}
