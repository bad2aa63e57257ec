package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;

/** Writes down a conversation as OpenAI's chat completions have it. Used by one thread. */
public final class ChatMessages {
    private static final String ASSISTANT = "assistant";

    private final ArrayNode messages = Json.array();

    public void system(String text) {
        add("system").put("content", text);
    }

    /** A message of parts; one text alone is said plainly, as every provider takes it. */
    public void user(ArrayNode parts) {
        boolean plain = parts.size() == 1 && parts.path(0).path("type").asText().equals("text");
        add("user").set("content", plain ? parts.path(0).get("text") : parts);
    }

    public void assistant(String text) {
        add(ASSISTANT).put("content", text);
    }

    /**
     * A call by the assistant, in one message with what it just said or called.
     *
     * @param arguments JSON, as text
     */
    public void call(String id, String name, String arguments) {
        ObjectNode call = calls().addObject().put("id", id).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments);
    }

    private ArrayNode calls() {
        JsonNode last = messages.path(messages.size() - 1);
        boolean goesOn = last.path("role").asText().equals(ASSISTANT);
        return (goesOn ? (ObjectNode) last : add(ASSISTANT).putNull("content"))
                .withArrayProperty("tool_calls");
    }

    /** What came of a call. */
    public void result(String id, String text) {
        add("tool").put("tool_call_id", id).put("content", text);
    }

    private ObjectNode add(String role) {
        return messages.addObject().put("role", role);
    }

    public ArrayNode json() {
        return messages;
    }
}
