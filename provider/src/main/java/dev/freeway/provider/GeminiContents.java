package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.HashMap;
import java.util.Map;

/** The messages of a chat as contents: turns of a user and a model, the system's words apart. */
final class GeminiContents {
    private final GeminiCalls calls;
    private final ArrayNode system = Json.array();
    private final ArrayNode contents = Json.array();
    private final Map<String, String> namesById = new HashMap<>();

    private GeminiContents(GeminiCalls calls) {
        this.calls = calls;
    }

    static ObjectNode of(JsonNode messages, String model) throws Unspeakable {
        GeminiContents all = new GeminiContents(new GeminiCalls(model));
        for (int i = 0; i < messages.size(); i++) {
            all.add(messages.get(i), "messages[" + i + "]");
        }
        return all.request();
    }

    /** Gemini insists on a turn: where there is none but the system's, that is the user's. */
    private ObjectNode request() {
        if (contents.isEmpty()) {
            turn("user").addAll(system);
            system.removeAll();
        }
        ObjectNode request = Json.object();
        if (!system.isEmpty()) {
            request.putObject("systemInstruction").set("parts", system);
        }
        request.set("contents", contents);
        return request;
    }

    private void add(JsonNode message, String where) throws Unspeakable {
        String role = message.path("role").asText("");
        JsonNode content = message.path("content");
        switch (role) {
            case "system", "developer" ->
                    system.addAll(GeminiParts.of(content, where + ".content"));
            case "user" -> turn("user").addAll(GeminiParts.of(content, where + ".content"));
            case "assistant" -> assistant(message, where);
            case "tool" -> turn("user").add(result(message, where));
            default ->
                    throw Unspeakable.wrong(
                            where + ".role", role, "system, developer, user, assistant or tool");
        }
    }

    /** The parts of the last turn if it is that role's, else of a new one. */
    private ArrayNode turn(String role) {
        JsonNode last = contents.path(contents.size() - 1);
        if (last.path("role").asText("").equals(role)) {
            return (ArrayNode) last.get("parts");
        }
        return contents.addObject().put("role", role).putArray("parts");
    }

    private void assistant(JsonNode message, String where) throws Unspeakable {
        ArrayNode parts = Json.array();
        if (Requests.said(message, "content")) {
            parts.addAll(GeminiParts.of(message.path("content"), where + ".content"));
        }
        JsonNode made = message.path("tool_calls");
        for (int i = 0; i < made.size(); i++) {
            JsonNode call = made.get(i);
            String at = "%s.tool_calls[%d]".formatted(where, i);
            parts.add(calls.part(call, i == 0, at));
            namesById.put(call.path("id").asText(""), call.path("function").path("name").asText());
        }
        if (!parts.isEmpty()) {
            turn("model").addAll(parts);
        }
    }

    private ObjectNode result(JsonNode message, String where) throws Unspeakable {
        String id = message.path("tool_call_id").asText("");
        String name = namesById.get(id);
        if (name == null) {
            throw Unspeakable.wrong(
                    where + ".tool_call_id", id, "the id of a tool call in a message before");
        }
        String text = Requests.text(message.path("content"), where + ".content");
        ObjectNode part = Json.object();
        ObjectNode response = part.putObject("functionResponse").put("name", name);
        response.set("response", object(text));
        return part;
    }

    /** Results must be objects here; other words are put into one. */
    private static ObjectNode object(String text) {
        return Json.parse(text)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(() -> Json.object().put("output", text));
    }
}
