package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.Locale;

/** A request to Gemini as a chat of OpenAI's would put it. Names may be in camel or snake case. */
final class GeminiView {
    private GeminiView() {}

    static ObjectNode of(JsonNode body) {
        ObjectNode view = Json.object();
        ArrayNode messages = view.putArray("messages");
        JsonNode system = either(body, "systemInstruction", "system_instruction");
        if (system.isObject()) {
            messages.addObject().put("role", "system").put("content", text(system));
        }
        for (JsonNode content : body.path("contents")) {
            boolean model = content.path("role").asText("user").equals("model");
            messages.addObject()
                    .put("role", model ? "assistant" : "user")
                    .set("content", parts(content));
        }
        bounds(view, config(body));
        tools(view, body);
        return view;
    }

    static JsonNode config(JsonNode body) {
        return either(body, "generationConfig", "generation_config");
    }

    private static JsonNode either(JsonNode node, String camel, String snake) {
        return node.has(camel) ? node.path(camel) : node.path(snake);
    }

    /** All its text. */
    static String text(JsonNode content) {
        StringBuilder text = new StringBuilder();
        content.path("parts").forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    private static ArrayNode parts(JsonNode content) {
        ArrayNode parts = Json.array();
        for (JsonNode part : content.path("parts")) {
            JsonNode data = either(part, "inlineData", "inline_data");
            JsonNode file = either(part, "fileData", "file_data");
            if (part.has("text")) {
                parts.addObject().put("type", "text").put("text", part.get("text").asText());
            } else if (data.isObject() || file.isObject()) {
                parts.addObject().put("type", "image_url").set("image_url", data);
            } else {
                parts.addObject().put("type", "text").put("text", part.toString());
            }
        }
        return parts;
    }

    private static void bounds(ObjectNode view, JsonNode config) {
        JsonNode most = either(config, "maxOutputTokens", "max_output_tokens");
        if (most.isNumber()) {
            view.put("max_tokens", most.asInt());
        }
        view.put("n", either(config, "candidateCount", "candidate_count").asInt(1));
        JsonNode stops = either(config, "stopSequences", "stop_sequences");
        if (stops.isArray()) {
            view.set("stop", stops);
        }
        String type = either(config, "responseMimeType", "response_mime_type").asText("");
        if (type.equals("application/json")) {
            JsonNode schema = either(config, "responseSchema", "response_schema");
            JsonNode plain = either(config, "responseJsonSchema", "response_json_schema");
            view.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema")
                    .set("schema", lower(schema.isObject() ? schema : plain));
        }
    }

    /** Gemini says OBJECT where JSON Schema says object. */
    private static JsonNode lower(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        for (JsonNode parent : copy.findParents("type")) {
            if (parent instanceof ObjectNode object && object.get("type").isTextual()) {
                object.put("type", object.get("type").asText().toLowerCase(Locale.ROOT));
            }
        }
        return copy;
    }

    private static void tools(ObjectNode view, JsonNode body) {
        ArrayNode tools = Json.array();
        for (JsonNode tool : body.path("tools")) {
            for (JsonNode one : either(tool, "functionDeclarations", "function_declarations")) {
                JsonNode typed = one.path("parameters");
                ObjectNode function = Json.object().put("name", one.path("name").asText());
                function.set(
                        "parameters",
                        lower(typed.isObject() ? typed : one.path("parametersJsonSchema")));
                tools.addObject().put("type", "function").set("function", function);
            }
        }
        if (!tools.isEmpty()) {
            view.set("tools", tools);
            choice(view, either(body, "toolConfig", "tool_config"));
        }
    }

    private static void choice(ObjectNode view, JsonNode toolConfig) {
        JsonNode config = either(toolConfig, "functionCallingConfig", "function_calling_config");
        JsonNode allowed = either(config, "allowedFunctionNames", "allowed_function_names");
        switch (config.path("mode").asText("AUTO")) {
            case "NONE" -> view.put("tool_choice", "none");
            case "ANY" -> {
                if (allowed.isEmpty()) {
                    view.put("tool_choice", "required");
                } else {
                    view.putObject("tool_choice").putObject("function").set("name", allowed.get(0));
                }
            }
            default -> view.put("tool_choice", "auto");
        }
    }
}
