package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.List;

/** What other wires say, in the words of OpenAI's chat completions. */
public final class ChatWords {
    private ChatWords() {}

    /** Asks for a stream that ends with its usage. */
    public static void stream(ObjectNode chat) {
        chat.put("stream", true);
        chat.putObject("stream_options").put("include_usage", true);
    }

    /** A part of a message. */
    public static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    /**
     * A part of a message.
     *
     * @param url of the picture, or the picture itself as a {@code data:} URL
     */
    public static ObjectNode picture(String url) {
        ObjectNode picture = Json.object().put("type", "image_url");
        picture.putObject("image_url").put("url", url);
        return picture;
    }

    /** A function that may be called, but for its parameters. */
    public static ObjectNode function(Field tool) throws Refused {
        ObjectNode function = Json.object().put("name", tool.get("name").text());
        tool.get("description").string().into(function, "description");
        tool.get("strict").flag().into(function, "strict");
        return function;
    }

    /** The tool that is this function. */
    public static ObjectNode tool(ObjectNode function) {
        return Json.object().put("type", "function").set("function", function);
    }

    /** The choice of one function, by its name. */
    public static ObjectNode choice(String name) {
        return tool(Json.object().put("name", name));
    }

    /**
     * Leaves a choice among no tools unsaid, as some providers refuse it.
     *
     * @param choice as it was asked for
     * @throws Refused where a tool has to be called, and there is none
     */
    public static void settleChoice(ObjectNode chat, Field choice) throws Refused {
        if (chat.has("tools")) {
            return;
        }
        JsonNode written = chat.path("tool_choice");
        if (written.isObject() || written.asText().equals("required")) {
            throw choice.wrong("no tool demanded where 'tools' names none");
        }
        chat.remove(List.of("tool_choice", "parallel_tool_calls"));
    }

    /**
     * A format in which the answer has to come.
     *
     * @param schema its name, its JSON schema and what else is known of it
     */
    public static ObjectNode jsonSchema(ObjectNode schema) {
        return Json.object().put("type", "json_schema").set("json_schema", schema);
    }
}
