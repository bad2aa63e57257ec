package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.chat.TokenBound;
import dev.freeway.core.quota.Media;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a prediction's input says of what it may take, in the words that most models have for it.
 * Each model checks its own input; what is no number here is left to it.
 */
final class RunInput {
    private static final long SIDE_MAX = 4_096;
    private static final long SIDE = 1_024;
    private static final long COUNT_MAX = 100;
    private static final long STEPS = 4;
    private static final long STEPS_MAX = 1_000;

    private RunInput() {}

    /** An upper bound of the tokens in its words; files stand in it as URLs, and are none. */
    static long tokens(JsonNode input) {
        if (input.isTextual()) {
            String text = input.asText();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            boolean file = text.startsWith("data:") || text.startsWith("https://");
            return file ? 0 : TokenBound.of(bytes, 0, bytes.length);
        }
        long tokens = 0;
        for (JsonNode inside : input) {
            tokens += tokens(inside);
        }
        return tokens;
    }

    /** The largest bound of its words, if it sets one. */
    static OptionalLong outputTokensMax(JsonNode input) {
        return List.of("max_tokens", "max_new_tokens", "max_completion_tokens", "max_length")
                .stream()
                .map(input::path)
                .filter(bound -> bound.canConvertToInt() && bound.asInt() > 0)
                .mapToLong(JsonNode::asLong)
                .max();
    }

    /** Its pictures, if its model draws. */
    static Media media(JsonNode input) {
        return Media.pictures(
                within(input.path("num_outputs"), 1, COUNT_MAX),
                within(input.path("width"), SIDE, SIDE_MAX),
                within(input.path("height"), SIDE, SIDE_MAX),
                within(input.path("num_inference_steps"), STEPS, STEPS_MAX));
    }

    private static long within(JsonNode value, long unsaid, long most) {
        return value.canConvertToInt() && value.asInt() > 0
                ? Math.min(value.asInt(), most)
                : unsaid;
    }
}
