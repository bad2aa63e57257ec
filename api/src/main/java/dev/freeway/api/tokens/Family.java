package dev.freeway.api.tokens;

import java.util.List;
import java.util.Locale;

/**
 * Models that count alike. How their texts compare with o200k_base, and what their templates put
 * around them, is in docs/reference/tokens.md, each figure with where it is from.
 *
 * @param names any of these is in the name of its models
 * @param text its count of a text, to o200k_base's
 * @param around what no client writes
 * @param schemas its count of tools and schemas, to that of their JSON
 */
record Family(List<String> names, double text, Around around, double schemas) {
    private static final Family OTHER = new Family(List.of(), 1.00, new Around(4, 3, 40), 1);
    private static final List<Family> NAMED =
            List.of(
                    new Family(List.of("gpt-oss"), 1.00, new Around(4, 59, 20), 0.6),
                    new Family(
                            List.of("gpt-", "chatgpt", "o1", "o3", "o4-"),
                            1.00,
                            new Around(3, 3, 12),
                            0.6),
                    new Family(List.of("llama-4"), 1.00, new Around(4, 4, 100), 1),
                    new Family(List.of("llama"), 1.02, new Around(5, 30, 100), 1),
                    new Family(List.of("qwen", "qwq"), 1.03, new Around(5, 3, 80), 1),
                    new Family(
                            List.of(
                                    "mistral",
                                    "mixtral",
                                    "codestral",
                                    "devstral",
                                    "magistral",
                                    "pixtral"),
                            1.03,
                            new Around(2, 2, 10),
                            1),
                    new Family(List.of("gemini"), 1.00, new Around(0, 0, 0), 0.35));

    /**
     * Tokens a template adds.
     *
     * @param message around each message
     * @param prompt once, the beginning of the answer with it
     * @param tools once, where there are tools
     */
    record Around(int message, int prompt, int tools) {}

    /**
     * What a prompt consists of.
     *
     * @param text tokens of o200k_base in its words
     * @param schemas tokens of o200k_base in its tools and schemas, as JSON
     */
    record Content(double text, double schemas, int messages, boolean tools) {}

    /** That of a model; a name that says nothing, as {@code auto}, has one too. */
    static Family of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return NAMED.stream()
                .filter(family -> family.names.stream().anyMatch(name::contains))
                .findFirst()
                .orElse(OTHER);
    }

    /** What it counts of that. */
    long tokens(Content content) {
        long template = (long) around.message * content.messages();
        template += content.messages() > 0 ? around.prompt : 0;
        template += content.tools() ? around.tools : 0;
        return template + Math.round(text * (content.text() + schemas * content.schemas()));
    }
}
