package dev.freeway.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;

/** How to answer. What only concerns a model on one's own machine is let go. */
final class Settings {
    private Settings() {}

    static void write(Field asked, ObjectNode chat) throws Refused {
        Field options = asked.get("options").object();
        options.get("temperature").number().into(chat, "temperature");
        options.get("top_p").number().into(chat, "top_p");
        options.get("seed").number().into(chat, "seed");
        options.get("presence_penalty").number().into(chat, "presence_penalty");
        options.get("frequency_penalty").number().into(chat, "frequency_penalty");
        stop(options.get("stop"), chat);
        bound(options.get("num_predict").number(), chat);
        format(asked.get("format"), chat);
        think(asked.get("think"), chat);
    }

    private static void stop(Field stop, ObjectNode chat) throws Refused {
        if (stop.isAbsent() || (stop.value().isArray() && stop.elements().isEmpty())) {
            return;
        }
        if (stop.value().isArray()) {
            for (Field one : stop.elements()) {
                one.text();
            }
        } else {
            stop.text();
        }
        stop.into(chat, "stop");
    }

    /** Below zero it means: without a bound. */
    private static void bound(Field most, ObjectNode chat) throws Refused {
        if (most.value().asInt(-1) >= 0) {
            most.count().into(chat, "max_completion_tokens");
        }
    }

    private static void format(Field format, ObjectNode chat) throws Refused {
        if (format.value().isObject()) {
            ObjectNode schema = Json.object().put("name", "response");
            format.into(schema, "schema");
            chat.set("response_format", ChatWords.jsonSchema(schema));
        } else if (!format.isAbsent() && !format.value().asText().isEmpty()) {
            if (!format.value().asText().equals("json")) {
                throw format.wrong("'json' or a JSON schema");
            }
            chat.putObject("response_format").put("type", "json_object");
        }
    }

    /** Off and on are left to the model: no two providers turn thinking off in the same way. */
    private static void think(Field think, ObjectNode chat) throws Refused {
        if (think.isText()) {
            switch (think.text()) {
                case "low", "medium", "high" -> think.into(chat, "reasoning_effort");
                default -> throw think.wrong("true, false, 'low', 'medium' or 'high'");
            }
        } else {
            think.flag();
        }
    }
}
