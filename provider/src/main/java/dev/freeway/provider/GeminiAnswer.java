package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Gemini's answers, whole or chunk by chunk. Whether a candidate called a function is remembered:
 * Gemini ends those like any other. Used by one event loop.
 */
final class GeminiAnswer implements Translation {
    private final long created;
    private final Map<Integer, GeminiCandidate> candidates = new HashMap<>();

    GeminiAnswer(Instant now) {
        this.created = now.getEpochSecond();
    }

    @Override
    public JsonNode whole(byte[] body, String type) throws AnswerBroken {
        return translated(Translation.super.whole(body, type), "message");
    }

    @Override
    public JsonNode chunk(JsonNode event) throws AnswerBroken {
        return translated(event, "delta");
    }

    private JsonNode translated(JsonNode said, String place) throws AnswerBroken {
        if (said.hasNonNull("error")) {
            return said;
        }
        ObjectNode answer = Json.object();
        String id = said.path("responseId").asText("");
        answer.put("id", id).put("created", created);
        answer.put("model", said.path("modelVersion").asText(""));
        ArrayNode choices = answer.putArray("choices");
        for (JsonNode candidate : said.path("candidates")) {
            int index = candidate.path("index").asInt(choices.size());
            choices.add(
                    candidates
                            .computeIfAbsent(index, key -> new GeminiCandidate(id, key))
                            .choice(candidate, place));
        }
        String blocked = said.path("promptFeedback").path("blockReason").asText("");
        if (choices.isEmpty() && !blocked.isEmpty()) {
            choices.add(blocked(blocked, place));
        }
        if (said.path("usageMetadata").isObject()) {
            answer.set("usage", usage(said.get("usageMetadata")));
        }
        return answer;
    }

    private static ObjectNode blocked(String reason, String place) {
        ObjectNode choice = Json.object().put("index", 0);
        choice.putObject(place)
                .putNull("content")
                .put("refusal", "The provider blocked the prompt: " + reason);
        return choice.put("finish_reason", "content_filter");
    }

    /** Thoughts count as output, and what tools brought in as input. */
    private static ObjectNode usage(JsonNode told) {
        long input =
                told.path("promptTokenCount").asLong()
                        + told.path("toolUsePromptTokenCount").asLong();
        long thoughts = told.path("thoughtsTokenCount").asLong();
        ObjectNode usage = Json.object().put("prompt_tokens", input);
        usage.put("completion_tokens", told.path("candidatesTokenCount").asLong() + thoughts);
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", told.path("cachedContentTokenCount").asLong());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", thoughts);
        return usage;
    }
}
