package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;

/** Tools, and the choice among them, in Gemini's wire. */
final class GeminiTools {
    private static final String CHOICES =
            "none, auto, required, or an object of type function or allowed_tools";

    private GeminiTools() {}

    static void put(JsonNode asked, ObjectNode request) throws Unspeakable {
        if (asked.path("tools").isEmpty()) {
            return;
        }
        ArrayNode functions =
                request.putArray("tools").addObject().putArray("functionDeclarations");
        for (JsonNode tool : asked.path("tools")) {
            functions.add(function(tool, functions.size()));
        }
        if (Requests.said(asked, "tool_choice")) {
            ObjectNode config = choice(asked.path("tool_choice"));
            request.putObject("toolConfig").set("functionCallingConfig", config);
        }
    }

    private static ObjectNode function(JsonNode tool, int index) throws Unspeakable {
        String type = tool.path("type").asText("");
        if (!type.equals("function")) {
            throw Unspeakable.here("tools[%d].type".formatted(index), type, "function");
        }
        JsonNode said = tool.path("function");
        String name = said.path("name").asText("");
        if (name.isEmpty()) {
            throw Unspeakable.wrong(
                    "tools[%d].function.name".formatted(index), name, "a function's name");
        }
        ObjectNode function = Json.object().put("name", name);
        Requests.copy(said, "description", function, "description");
        Requests.copy(said, "parameters", function, "parametersJsonSchema");
        return function;
    }

    private static ObjectNode choice(JsonNode choice) throws Unspeakable {
        ObjectNode config = Json.object();
        if (choice.isTextual()) {
            return config.put("mode", mode(choice.asText()));
        }
        return switch (choice.path("type").asText("")) {
            case "function" -> {
                config.put("mode", "ANY");
                config.putArray("allowedFunctionNames").add(choice.path("function").path("name"));
                yield config;
            }
            case "allowed_tools" -> allowed(choice.path("allowed_tools"), config);
            default -> throw Unspeakable.wrong("tool_choice", choice, CHOICES);
        };
    }

    /** Without force: names may be bound only where a call is checked against them. */
    private static ObjectNode allowed(JsonNode allowed, ObjectNode config) {
        boolean required = allowed.path("mode").asText("").equals("required");
        config.put("mode", required ? "ANY" : "VALIDATED");
        ArrayNode names = config.putArray("allowedFunctionNames");
        allowed.path("tools").forEach(tool -> names.add(tool.path("function").path("name")));
        return config;
    }

    private static String mode(String choice) throws Unspeakable {
        return switch (choice) {
            case "none" -> "NONE";
            case "auto" -> "AUTO";
            case "required" -> "ANY";
            default -> throw Unspeakable.wrong("tool_choice", choice, CHOICES);
        };
    }
}
