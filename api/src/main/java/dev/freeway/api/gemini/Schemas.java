package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Google's own form of schemas, brought into JSON Schema. */
final class Schemas {
    /** Counts come as strings, as every int64 of Google's may. */
    private static final Set<String> COUNTS =
            Set.of(
                    "minItems",
                    "maxItems",
                    "minLength",
                    "maxLength",
                    "minProperties",
                    "maxProperties");

    private static final Map<String, String> RENAMED =
            Map.of(
                    "any_of", "anyOf",
                    "min_items", "minItems",
                    "max_items", "maxItems",
                    "min_length", "minLength",
                    "max_length", "maxLength",
                    "min_properties", "minProperties",
                    "max_properties", "maxProperties",
                    "property_ordering", "propertyOrdering");

    private Schemas() {}

    static ObjectNode json(JsonNode schema) {
        ObjectNode json = Json.object();
        for (var member : schema.properties()) {
            String name = RENAMED.getOrDefault(member.getKey(), member.getKey());
            write(name, member.getValue(), json);
        }
        if (schema.path("nullable").asBoolean() && json.path("type").isTextual()) {
            JsonNode type = json.get("type");
            json.putArray("type").add(type).add("null");
        }
        return json;
    }

    private static void write(String name, JsonNode value, ObjectNode json) {
        switch (name) {
            case "type" -> type(value, json);
            case "properties" -> json.set(name, each(value));
            case "items" -> json.set(name, json(value));
            case "anyOf" -> json.set(name, all(value));
            case "example" -> json.putArray("examples").add(value);
            case "nullable", "propertyOrdering" -> {}
            default -> json.set(name, COUNTS.contains(name) ? number(value) : value);
        }
    }

    private static void type(JsonNode type, ObjectNode json) {
        String lower = type.asText().toLowerCase(Locale.ROOT);
        if (!lower.equals("type_unspecified")) {
            json.put("type", lower);
        }
    }

    private static ObjectNode each(JsonNode properties) {
        ObjectNode json = Json.object();
        properties.properties().forEach(one -> json.set(one.getKey(), json(one.getValue())));
        return json;
    }

    private static ArrayNode all(JsonNode schemas) {
        ArrayNode json = Json.array();
        schemas.forEach(schema -> json.add(json(schema)));
        return json;
    }

    private static JsonNode number(JsonNode value) {
        return value.isTextual() ? Json.parse(value.asText()).orElse(value) : value;
    }
}
