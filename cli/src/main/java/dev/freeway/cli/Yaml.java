package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** JSON as YAML, and back. */
final class Yaml {
    private Yaml() {}

    static String text(JsonNode json) {
        DumpSettings block = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(block).dumpToString(plain(json));
    }

    private static @Nullable Object plain(JsonNode json) {
        if (json.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            json.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
            return map;
        }
        if (json.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            json.forEach(item -> list.add(plain(item)));
            return list;
        }
        return json.isNull()
                ? null
                : json.isIntegralNumber() ? (Object) json.asLong() : json.asText();
    }

    /**
     * The one document in that text.
     *
     * @throws IllegalArgumentException when it is no YAML
     */
    static JsonNode read(String text) {
        try {
            return json(new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static JsonNode json(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case null -> nodes.nullNode();
            case Map<?, ?> map -> {
                ObjectNode object = Json.object();
                map.forEach((name, inner) -> object.set(String.valueOf(name), json(inner)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = Json.array();
                list.forEach(inner -> array.add(json(inner)));
                yield array;
            }
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case Boolean yes -> nodes.booleanNode(yes);
            case Object other -> nodes.textNode(other.toString());
        };
    }
}
