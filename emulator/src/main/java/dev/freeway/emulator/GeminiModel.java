package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One of Gemini's models. The prices, and the limits of embeddings, are assumed.
 *
 * @param rpm requests a minute of the free tier
 * @param tpm input tokens a minute
 * @param rpd requests a day; 0: not in the free tier
 * @param price empty: cannot be paid for
 */
record GeminiModel(int rpm, int tpm, int rpd, Optional<Price> price, boolean embeds) {
    static final GeminiModel NONE = new GeminiModel(0, 0, 0, Optional.empty(), false);

    static Map<String, GeminiModel> all() {
        Map<String, GeminiModel> all = new LinkedHashMap<>();
        all.put("gemini-3.5-flash", text(5, 250_000, 20, new Price(0.50, 3.00)));
        all.put("gemini-3-flash", text(5, 250_000, 20, new Price(0.50, 3.00)));
        all.put("gemini-3.1-flash-lite", text(15, 250_000, 500, new Price(0.10, 0.40)));
        all.put("gemini-2.5-flash", text(5, 250_000, 20, new Price(0.30, 2.50)));
        all.put("gemini-2.5-flash-lite", text(10, 250_000, 20, new Price(0.10, 0.40)));
        all.put("gemini-2.5-pro", text(0, 0, 0, new Price(1.25, 10.00)));
        all.put("gemma-3-27b-it", new GeminiModel(30, 15_000, 14_400, Optional.empty(), false));
        all.put(
                "gemini-embedding-001",
                new GeminiModel(100, 30_000, 1_000, Optional.of(new Price(0.15, 0)), true));
        return all;
    }

    private static GeminiModel text(int rpm, int tpm, int rpd, Price price) {
        return new GeminiModel(rpm, tpm, rpd, Optional.of(price), false);
    }

    ObjectNode page(String name) {
        ObjectNode page =
                Json.object()
                        .put("name", "models/" + name)
                        .put("version", "001")
                        .put("displayName", name)
                        .put("inputTokenLimit", embeds ? 2_048 : 1_048_576)
                        .put("outputTokenLimit", embeds ? 1 : 65_536);
        ArrayNode methods = page.putArray("supportedGenerationMethods");
        if (embeds) {
            methods.add("embedContent").add("batchEmbedContents");
        } else {
            methods.add("generateContent").add("streamGenerateContent");
        }
        methods.add("countTokens");
        return page;
    }
}
