package dev.freeway.api.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Part;
import dev.freeway.wire.Json;

/** A part of an answer as a block of a message's content. */
record ContentBlock(Part part) {
    /** Before anything of it was said. */
    ObjectNode begun() {
        return switch (part.kind()) {
            case Part.Spoken spoken -> words(spoken, "");
            case Part.Call call -> use(call, Json.object());
        };
    }

    /** When it was said as far as it is. */
    ObjectNode ended() {
        return switch (part.kind()) {
            case Part.Spoken spoken -> words(spoken, part.said());
            case Part.Call call -> use(call, input());
        };
    }

    /** A little more of it. */
    ObjectNode delta(String text) {
        return switch (part.kind()) {
            case Part.Spoken spoken when isThought(spoken) ->
                    Json.object().put("type", "thinking_delta").put("thinking", text);
            case Part.Spoken _ -> Json.object().put("type", "text_delta").put("text", text);
            case Part.Call _ ->
                    Json.object().put("type", "input_json_delta").put("partial_json", text);
        };
    }

    private static boolean isThought(Part.Spoken kind) {
        return kind == Part.Spoken.REASONING;
    }

    /** Thoughts are signed by nobody here: an empty signature says so. */
    private static ObjectNode words(Part.Spoken kind, String text) {
        return isThought(kind)
                ? Json.object().put("type", "thinking").put("thinking", text).put("signature", "")
                : Json.object().put("type", "text").put("text", text).putNull("citations");
    }

    private static ObjectNode use(Part.Call call, JsonNode input) {
        ObjectNode use = Json.object().put("type", "tool_use");
        use.put("id", call.id()).put("name", call.name()).set("input", input);
        use.putObject("caller").put("type", "direct");
        return use;
    }

    /** Arguments that are no JSON object, as those cut off, are given as they are. */
    private JsonNode input() {
        if (part.said().isBlank()) {
            return Json.object();
        }
        return Json.parse(part.said())
                .filter(JsonNode::isObject)
                .orElseGet(() -> Json.object().put("unparsed", part.said()));
    }
}
