package dev.freeway.api.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;

/** Which tools the client can run, and which must be used. */
final class ClientTools {
    private ClientTools() {}

    static void write(Field asked, ObjectNode chat) throws Refused {
        Field tools = asked.get("tools");
        if (!tools.isAbsent() && !tools.elements().isEmpty()) {
            ArrayNode written = chat.putArray("tools");
            for (Field tool : tools.elements()) {
                written.add(tool(tool));
            }
        }
        if (!asked.get("tool_choice").isAbsent()) {
            choice(asked.get("tool_choice"), chat);
        }
        ChatWords.settleChoice(chat, asked.get("tool_choice"));
    }

    private static ObjectNode tool(Field tool) throws Refused {
        Field type = tool.get("type");
        if (!type.isAbsent() && !type.text().equals("custom")) {
            throw type.wrong("'custom', as no tools are run here: the client calls them");
        }
        Field schema = tool.get("input_schema");
        if (schema.object().isAbsent()) {
            throw schema.wrong("a JSON schema");
        }
        ObjectNode function = ChatWords.function(tool);
        schema.into(function, "parameters");
        return ChatWords.tool(function);
    }

    private static void choice(Field choice, ObjectNode chat) throws Refused {
        Field type = choice.get("type");
        switch (type.text()) {
            case "auto", "none" -> chat.put("tool_choice", type.text());
            case "any" -> chat.put("tool_choice", "required");
            case "tool" -> chat.set("tool_choice", ChatWords.choice(choice.get("name").text()));
            default -> throw type.wrong("'auto', 'any', 'tool' or 'none'");
        }
        if (choice.get("disable_parallel_tool_use").flag().isTrue()) {
            chat.put("parallel_tool_calls", false);
        }
    }
}
