package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Calls of functions, whose pieces come one by one, for wires that tell them whole only. Used by
 * one thread at a time.
 */
public final class CallPieces {
    private final Map<Integer, Pieces> calls = new TreeMap<>();

    /**
     * A call that is whole.
     *
     * @param id or empty
     * @param arguments an object, or empty where it is none
     */
    public record Whole(int index, String id, String name, Optional<JsonNode> arguments) {}

    private static final class Pieces {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        private void hear(JsonNode call) {
            id = call.path("id").asText(id);
            name = call.path("function").path("name").asText(name);
            arguments.append(call.path("function").path("arguments").asText(""));
        }

        private Whole whole(int index) {
            Optional<JsonNode> parsed =
                    arguments.isEmpty()
                            ? Optional.of(Json.object())
                            : Json.parse(arguments.toString()).filter(JsonNode::isObject);
            return new Whole(index, id, name, parsed);
        }
    }

    /** Hears OpenAI's {@code tool_calls} of a message or of a chunk. */
    public void hear(JsonNode said) {
        int position = 0;
        for (JsonNode call : said) {
            calls.computeIfAbsent(call.path("index").asInt(position++), _ -> new Pieces())
                    .hear(call);
        }
    }

    /** All that were heard, in order. */
    public List<Whole> whole() {
        return calls.entrySet().stream().map(call -> call.getValue().whole(call.getKey())).toList();
    }
}
