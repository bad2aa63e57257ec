package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives tool-call deltas what some providers leave out: {@code index} always, {@code id}, {@code
 * type} and name on the first of a call. Used by one event loop.
 */
final class ToolCallDeltas {
    /** What Google's models insist on being told back. */
    private static final String EXTRA = "extra_content";

    private final Map<Integer, Integer> calls = new HashMap<>();

    ArrayNode shaped(int choice, JsonNode deltas) {
        ArrayNode shaped = Json.array();
        for (JsonNode delta : deltas) {
            shaped.add(one(choice, delta));
        }
        return shaped;
    }

    private ObjectNode one(int choice, JsonNode said) {
        int known = calls.getOrDefault(choice, 0);
        boolean begins = !said.path("id").asText("").isEmpty();
        int index =
                said.path("index").isInt()
                        ? said.path("index").asInt()
                        : Math.max(0, begins ? known : known - 1);
        boolean first = index >= known;
        calls.put(choice, Math.max(known, index + 1));
        ObjectNode delta = Json.object();
        delta.put("index", index);
        if (first) {
            delta.put("id", Shape.text(said, "id", "call_" + choice + "_" + index));
            delta.put("type", "function");
        }
        if (said.path(EXTRA).isObject()) {
            delta.set(EXTRA, said.get(EXTRA));
        }
        ObjectNode function = delta.putObject("function");
        JsonNode name = said.path("function").path("name");
        if (first || !name.asText("").isEmpty()) {
            function.put("name", name.asText(""));
        }
        JsonNode arguments = said.path("function").path("arguments");
        function.put(
                "arguments",
                arguments.isContainerNode() ? arguments.toString() : arguments.asText(""));
        return delta;
    }
}
