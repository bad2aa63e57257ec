package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.quota.Usage;
import java.util.Optional;

/** Reads usage where providers put it. */
final class Usages {
    private Usages() {}

    /** From an answer or chunk: {@code usage}, or Groq's {@code x_groq.usage}. */
    static Optional<Usage> read(JsonNode answer) {
        JsonNode usage = answer.path("usage");
        if (!usage.isObject()) {
            usage = answer.path("x_groq").path("usage");
        }
        if (!usage.path("prompt_tokens").isNumber() && !usage.path("total_tokens").isNumber()) {
            return Optional.empty();
        }
        long input = Math.max(0, usage.path("prompt_tokens").asLong());
        long cached = usage.path("prompt_tokens_details").path("cached_tokens").asLong();
        long output = Math.max(0, usage.path("completion_tokens").asLong());
        return Optional.of(new Usage(input, Math.clamp(cached, 0, input), output));
    }
}
