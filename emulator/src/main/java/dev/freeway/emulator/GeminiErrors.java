package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.util.Map;

/** What Gemini says when it says no. */
final class GeminiErrors {
    private static final String TYPE = "type.googleapis.com/google.rpc.";
    private static final String SERVICE = "generativelanguage.googleapis.com";

    /** What a daily limit was seen to say although hours were left. */
    private static final Duration MISLEADING = Duration.ofSeconds(38);

    private GeminiErrors() {}

    static ObjectNode of(int status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", status)
                .put("message", message)
                .put("status", name(status));
        return body;
    }

    private static String name(int status) {
        return switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> status >= 500 ? "INTERNAL" : "FAILED_PRECONDITION";
        };
    }

    static Refusal badKey() {
        ObjectNode body = of(400, "API key not valid. Please pass a valid API key.");
        ObjectNode info = details(body).addObject();
        info.put("@type", TYPE + "ErrorInfo")
                .put("reason", "API_KEY_INVALID")
                .put("domain", "googleapis.com")
                .putObject("metadata")
                .put("service", SERVICE);
        return Refusal.of(400, body);
    }

    static Refusal noKey() {
        String message =
                "Method doesn't allow unregistered callers (callers without established identity)."
                        + " Please use API Key or other form of API consumer identity to call this"
                        + " API.";
        return Refusal.of(403, of(403, message));
    }

    static Refusal noModel(String model, String method) {
        String message =
                "models/%s is not found for API version v1beta, or is not supported for %s. Call ListModels to see the list of available models and their supported methods."
                        .formatted(model, method);
        return Refusal.of(404, of(404, message));
    }

    private static ArrayNode details(ObjectNode body) {
        return ((ObjectNode) body.get("error")).putArray("details");
    }

    /** A quota that is spent: a free tier's, whose id says of what period. */
    static Refusal spent(Count count, String model, Duration wait, boolean misleading) {
        Duration told = misleading ? MISLEADING : wait;
        String seconds = (told.toMillis() + 999) / 1_000 + "s";
        String metric = SERVICE + "/" + metric(count.limit);
        String message =
                "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.\n* Quota exceeded for metric: %s, limit: %d, model: %s\nPlease retry in %s."
                        .formatted(metric, count.amount, model, seconds);
        ObjectNode body = of(429, message);
        ArrayNode details = details(body);
        details.addObject()
                .put("@type", TYPE + "Help")
                .putArray("links")
                .addObject()
                .put("description", "Learn more about Gemini API quotas")
                .put("url", "https://ai.google.dev/gemini-api/docs/rate-limits");
        ObjectNode violation =
                details.addObject()
                        .put("@type", TYPE + "QuotaFailure")
                        .putArray("violations")
                        .addObject()
                        .put("quotaMetric", metric)
                        .put("quotaId", count.limit)
                        .put("quotaValue", Long.toString(count.amount));
        violation.putObject("quotaDimensions").put("location", "global").put("model", model);
        details.addObject().put("@type", TYPE + "RetryInfo").put("retryDelay", seconds);
        return new Refusal(429, body, Map.of(), true);
    }

    private static String metric(String quotaId) {
        return quotaId.contains("InputTokens")
                ? "generate_content_free_tier_input_token_count"
                : "generate_content_free_tier_requests";
    }
}
