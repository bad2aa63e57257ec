package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;

/**
 * Calls of functions that a model made before, told back to it. Its third generation insists on the
 * signature of its thoughts beside the first; for calls it did not make there is a word that passes
 * for one (Gemini API, thought signatures).
 */
record GeminiCalls(String model) {
    private static final String UNSIGNED = "skip_thought_signature_validator";

    ObjectNode part(JsonNode call, boolean first, String where) throws Unspeakable {
        JsonNode function = call.path("function");
        String name = function.path("name").asText("");
        if (name.isEmpty()) {
            throw Unspeakable.wrong(where + ".function.name", name, "a function's name");
        }
        ObjectNode part = Json.object();
        ObjectNode made = part.putObject("functionCall").put("name", name);
        made.set("args", arguments(function.path("arguments").asText(""), where));
        String signature =
                call.at(GeminiSignatures.PLACE).asText(first && strict() ? UNSIGNED : "");
        if (!signature.isEmpty()) {
            part.put("thoughtSignature", signature);
        }
        return part;
    }

    private boolean strict() {
        return model.startsWith("gemini-") && !model.startsWith("gemini-2");
    }

    private static JsonNode arguments(String text, String where) throws Unspeakable {
        if (text.isBlank()) {
            return Json.object();
        }
        return Json.parse(text)
                .filter(JsonNode::isObject)
                .orElseThrow(() ->
                        Unspeakable.wrong(
                                where + ".function.arguments", text, "a JSON object as a string"));
    }
}
