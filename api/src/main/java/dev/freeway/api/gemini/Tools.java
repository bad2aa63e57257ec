package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The functions that may be called, and whether they have to be. */
final class Tools {
    private static final String DECLARATIONS = "functionDeclarations";

    private Tools() {}

    static void write(Field asked, ObjectNode chat) throws Refused {
        Field config = Names.get(Names.get(asked, "toolConfig").object(), "functionCallingConfig");
        List<String> allowed = allowed(Names.get(config.object(), "allowedFunctionNames"));
        ArrayNode functions = Json.array();
        for (Field declaration : declarations(asked.get("tools"))) {
            if (allowed.isEmpty() || allowed.contains(declaration.get("name").text())) {
                functions.add(tool(declaration));
            }
        }
        if (!functions.isEmpty()) {
            chat.set("tools", functions);
        }
        Field mode = config.get("mode").string();
        choice(mode, allowed, chat);
        ChatWords.settleChoice(chat, mode);
    }

    private static List<String> allowed(Field names) throws Refused {
        List<String> allowed = new ArrayList<>();
        if (!names.isAbsent()) {
            for (Field name : names.elements()) {
                allowed.add(name.text());
            }
        }
        return allowed;
    }

    private static List<Field> declarations(Field tools) throws Refused {
        List<Field> declarations = new ArrayList<>();
        for (Field tool : tools.isAbsent() ? List.<Field>of() : tools.elements()) {
            refuseBuiltIn(tool);
            Field declared = Names.get(tool, DECLARATIONS);
            declarations.addAll(declared.isAbsent() ? List.of() : declared.elements());
        }
        return declarations;
    }

    /** What Google would run itself, no provider behind this door can. */
    private static void refuseBuiltIn(Field tool) throws Refused {
        for (var member : tool.value().properties()) {
            Field named = tool.get(member.getKey());
            boolean declared = named.path().equals(Names.get(tool, DECLARATIONS).path());
            if (!declared && !named.isAbsent()) {
                throw named.wrong("no built-in tool, functionDeclarations only");
            }
        }
    }

    private static ObjectNode tool(Field declaration) throws Refused {
        ObjectNode function = Json.object().put("name", declaration.get("name").text());
        declaration.get("description").string().into(function, "description");
        Field schema = Names.get(declaration, "parametersJsonSchema").object();
        Field parameters = declaration.get("parameters").object();
        if (!schema.isAbsent()) {
            schema.into(function, "parameters");
        } else if (!parameters.isAbsent()) {
            function.set("parameters", Schemas.json(parameters.value()));
        }
        return ChatWords.tool(function);
    }

    private static void choice(Field mode, List<String> allowed, ObjectNode chat) throws Refused {
        switch (mode.isAbsent() ? "" : mode.text().toUpperCase(Locale.ROOT)) {
            case "", "MODE_UNSPECIFIED" -> {}
            case "AUTO", "VALIDATED" -> chat.put("tool_choice", "auto");
            case "NONE" -> chat.put("tool_choice", "none");
            case "ANY" -> {
                if (allowed.size() == 1) {
                    chat.set("tool_choice", ChatWords.choice(allowed.getFirst()));
                } else {
                    chat.put("tool_choice", "required");
                }
            }
            default -> throw mode.wrong("AUTO, ANY, NONE or VALIDATED");
        }
    }
}
