package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;

/** One candidate of Gemini's as a choice, over all its chunks. Used by one event loop. */
final class GeminiCandidate {
    private final String answer;
    private final int index;
    private int calls;

    /**
     * @param answer the id of the answer it belongs to
     */
    GeminiCandidate(String answer, int index) {
        this.answer = answer;
        this.index = index;
    }

    /**
     * Translates it.
     *
     * @param place {@code message} or {@code delta}
     */
    ObjectNode choice(JsonNode said, String place) throws AnswerBroken {
        ObjectNode choice = Json.object().put("index", index);
        choice.set(place, spoken(said.path("content").path("parts")));
        return choice.put("finish_reason", finish(said.path("finishReason").asText("")));
    }

    private ObjectNode spoken(JsonNode parts) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        ArrayNode made = Json.array();
        for (JsonNode part : parts) {
            boolean thought = part.path("thought").asBoolean();
            (thought ? thoughts : text).append(part.path("text").asText(""));
            if (part.path("functionCall").isObject()) {
                made.add(call(part));
            }
        }
        ObjectNode spoken = Json.object();
        if (!text.isEmpty() || made.isEmpty()) {
            spoken.put("content", text.toString());
        }
        if (!thoughts.isEmpty()) {
            spoken.put("reasoning", thoughts.toString());
        }
        if (!made.isEmpty()) {
            spoken.set("tool_calls", made);
        }
        return spoken;
    }

    private ObjectNode call(JsonNode part) {
        JsonNode said = part.get("functionCall");
        String own = "call_%s_%d_%d".formatted(answer, index, calls);
        ObjectNode call = Json.object().put("index", calls++);
        call.put("id", Shape.text(said, "id", own)).put("type", "function");
        JsonNode args = said.path("args");
        call.putObject("function")
                .put("name", said.path("name").asText(""))
                .put("arguments", args.isObject() ? args.toString() : "{}");
        GeminiSignatures.put(part.path("thoughtSignature").asText(""), call);
        return call;
    }

    private @Nullable String finish(String reason) throws AnswerBroken {
        return switch (reason) {
            case "" -> null;
            case "MAX_TOKENS" -> "length";
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" ->
                    "content_filter";
            case "MALFORMED_FUNCTION_CALL",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MISSING_THOUGHT_SIGNATURE",
                    "MALFORMED_RESPONSE" ->
                    throw new AnswerBroken(new Fault.Broken("an answer that ended by " + reason));
            default -> calls > 0 ? "tool_calls" : "stop";
        };
    }
}
