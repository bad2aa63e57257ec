package dev.freeway.api.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;

/** Which functions may be called, and which must be. */
final class FunctionTools {
    private static final String FUNCTION = "function";

    private FunctionTools() {}

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
        asked.get("parallel_tool_calls").flag().into(chat, "parallel_tool_calls");
        ChatWords.settleChoice(chat, asked.get("tool_choice"));
    }

    private static ObjectNode tool(Field tool) throws Refused {
        requireFunction(tool.get("type"));
        ObjectNode function = ChatWords.function(tool);
        tool.get("parameters").object().into(function, "parameters");
        return ChatWords.tool(function);
    }

    private static void choice(Field choice, ObjectNode chat) throws Refused {
        if (choice.value().isObject()) {
            requireFunction(choice.get("type"));
            chat.set("tool_choice", ChatWords.choice(choice.get("name").text()));
            return;
        }
        switch (choice.text()) {
            case "auto", "none", "required" -> chat.put("tool_choice", choice.text());
            default -> throw choice.wrong("'auto', 'none', 'required' or a function");
        }
    }

    private static void requireFunction(Field type) throws Refused {
        if (!type.text().equals(FUNCTION)) {
            throw type.wrong("'function', as no tools are run here: the client calls them");
        }
    }
}
