package dev.freeway.api.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;

/** In which form the text has to come. */
final class TextFormat {
    private TextFormat() {}

    static void write(Field format, ObjectNode chat) throws Refused {
        if (format.object().isAbsent()) {
            return;
        }
        Field type = format.get("type");
        switch (type.text()) {
            case "text" -> {}
            case "json_object" -> chat.putObject("response_format").put("type", "json_object");
            case "json_schema" -> chat.set("response_format", ChatWords.jsonSchema(schema(format)));
            default -> throw type.wrong("'text', 'json_object' or 'json_schema'");
        }
    }

    private static ObjectNode schema(Field format) throws Refused {
        ObjectNode schema = Json.object().put("name", format.get("name").text());
        if (format.get("schema").object().isAbsent()) {
            throw format.get("schema").wrong("a JSON schema");
        }
        format.get("schema").into(schema, "schema");
        format.get("description").string().into(schema, "description");
        format.get("strict").flag().into(schema, "strict");
        return schema;
    }
}
