package dev.freeway.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How hard Gemini is to think: a level from its third generation on, a budget of tokens in the
 * second, as Google's own OpenAI layer puts it; nothing for models that do not think.
 */
final class GeminiThinking {
    private GeminiThinking() {}

    static void put(String effort, String model, ObjectNode config) throws Unspeakable {
        int budget =
                switch (effort) {
                    case "none" -> 0;
                    case "minimal", "low" -> 1_024;
                    case "medium" -> 8_192;
                    case "high", "xhigh" -> 24_576;
                    default ->
                            throw Unspeakable.wrong(
                                    "reasoning_effort",
                                    effort,
                                    "none, minimal, low, medium, high or xhigh");
                };
        if (!model.startsWith("gemini-")) {
            return;
        }
        ObjectNode thinking = config.putObject("thinkingConfig");
        if (model.startsWith("gemini-2")) {
            thinking.put("thinkingBudget", budget);
        } else {
            thinking.put("thinkingLevel", level(effort));
        }
        thinking.put("includeThoughts", budget > 0);
    }

    private static String level(String effort) {
        return switch (effort) {
            case "none" -> "minimal";
            case "xhigh" -> "high";
            default -> effort;
        };
    }
}
