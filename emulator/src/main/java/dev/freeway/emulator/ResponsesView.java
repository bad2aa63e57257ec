package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;

/** A request to {@code /responses} as a chat would put it. */
final class ResponsesView {
    private ResponsesView() {}

    static ObjectNode of(JsonNode request) {
        ObjectNode view = Json.object();
        view.set("model", request.path("model"));
        view.put("stream", request.path("stream").asBoolean());
        ArrayNode messages = view.putArray("messages");
        if (request.hasNonNull("instructions")) {
            message(messages, "system", request.get("instructions"));
        }
        JsonNode input = request.path("input");
        if (input.isTextual()) {
            message(messages, "user", input);
        }
        input.forEach(item -> item(messages, item));
        if (request.hasNonNull("max_output_tokens")) {
            view.set("max_tokens", request.get("max_output_tokens"));
        }
        tools(view, request);
        JsonNode format = request.path("text").path("format");
        if (format.isObject()) {
            view.putObject("response_format")
                    .put("type", format.path("type").asText("text"))
                    .set("json_schema", format);
        }
        return view;
    }

    private static void item(ArrayNode messages, JsonNode item) {
        switch (item.path("type").asText("message")) {
            case "function_call" -> message(messages, "assistant", item.path("arguments"));
            case "function_call_output" -> message(messages, "tool", item.path("output"));
            default -> message(messages, item.path("role").asText("user"), item.path("content"));
        }
    }

    private static void message(ArrayNode messages, String role, JsonNode content) {
        messages.addObject().put("role", role).set("content", content);
    }

    private static void tools(ObjectNode view, JsonNode request) {
        ArrayNode tools = Json.array();
        for (JsonNode tool : request.path("tools")) {
            if (tool.path("type").asText().equals("function")) {
                tools.addObject().put("type", "function").set("function", tool);
            }
        }
        if (!tools.isEmpty()) {
            view.set("tools", tools);
        }
        JsonNode choice = request.path("tool_choice");
        if (choice.isTextual()) {
            view.set("tool_choice", choice);
        } else if (choice.isObject()) {
            ObjectNode named = view.putObject("tool_choice").put("type", "function");
            named.putObject("function").put("name", choice.path("name").asText());
        }
    }
}
