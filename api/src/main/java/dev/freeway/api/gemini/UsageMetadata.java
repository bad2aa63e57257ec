package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;

/** What an answer took, in Google's words: thoughts are no part of the candidates. */
final class UsageMetadata {
    private UsageMetadata() {}

    static ObjectNode of(JsonNode usage) {
        long thoughts = usage.at("/completion_tokens_details/reasoning_tokens").asLong();
        long cached = usage.at("/prompt_tokens_details/cached_tokens").asLong();
        long prompt = usage.path("prompt_tokens").asLong();
        long completion = usage.path("completion_tokens").asLong();
        ObjectNode metadata = Json.object();
        metadata.put("promptTokenCount", prompt);
        metadata.put("candidatesTokenCount", Math.max(0, completion - thoughts));
        metadata.put("totalTokenCount", usage.path("total_tokens").asLong(prompt + completion));
        if (cached > 0) {
            metadata.put("cachedContentTokenCount", cached);
        }
        if (thoughts > 0) {
            metadata.put("thoughtsTokenCount", thoughts);
        }
        return metadata;
    }
}
