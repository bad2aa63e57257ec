package dev.freeway.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Holds YAML against a JSON Schema, with the line and column of each mistake. Knows the keywords
 * our schemas use: type, properties, required, additionalProperties, items, enum, pattern, $ref.
 */
final class SchemaCheck {
    private final JsonNode root;
    private final List<Mistake> mistakes = new ArrayList<>();

    private SchemaCheck(JsonNode root) {
        this.root = root;
    }

    static List<Mistake> check(Node node, JsonNode schema) {
        SchemaCheck check = new SchemaCheck(schema);
        check.value(node, schema, "the file");
        return check.mistakes;
    }

    static Mistake at(Node node, String message) {
        Optional<Mark> mark = node.getStartMark();
        return new Mistake(
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1,
                message);
    }

    /** The JSON type of a YAML node. */
    static String type(Node node) {
        return switch (node) {
            case MappingNode _ -> "object";
            case SequenceNode _ -> "array";
            default ->
                    switch (node.getTag().getValue()) {
                        case "tag:yaml.org,2002:int" -> "integer";
                        case "tag:yaml.org,2002:float" -> "number";
                        case "tag:yaml.org,2002:bool" -> "boolean";
                        case "tag:yaml.org,2002:null" -> "null";
                        default -> "string";
                    };
        };
    }

    private void value(Node node, JsonNode named, String name) {
        JsonNode schema =
                named.has("$ref") ? root.at(named.get("$ref").asText().substring(1)) : named;
        String wanted = schema.path("type").asText();
        if (!wanted.equals(type(node))) {
            mistakes.add(
                    at(
                            node,
                            "%s is of type %s (expected: %s)".formatted(name, type(node), wanted)));
            return;
        }
        switch (node) {
            case MappingNode mapping -> object(mapping, schema, name);
            case SequenceNode sequence ->
                    sequence.getValue()
                            .forEach(item ->
                                    value(item, schema.path("items"), "an item of " + name));
            case ScalarNode scalar -> scalar(scalar, schema, name);
            default -> {}
        }
    }

    private void object(MappingNode mapping, JsonNode schema, String name) {
        Set<String> seen = new LinkedHashSet<>();
        boolean open = !schema.has("additionalProperties");
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            seen.add(key);
            JsonNode property = schema.path("properties").path(key);
            if (!property.isMissingNode()) {
                value(entry.getValueNode(), property, "'" + key + "'");
            } else if (!open) {
                mistakes.add(at(entry.getKeyNode(), unknown(key, schema.path("properties"))));
            }
        }
        for (JsonNode required : schema.path("required")) {
            if (!seen.contains(required.asText())) {
                mistakes.add(at(mapping, "%s lacks '%s'".formatted(name, required.asText())));
            }
        }
    }

    private static String unknown(String key, JsonNode properties) {
        String message = "unknown key '" + key + "'";
        return Nearest.to(key, properties.fieldNames())
                .map(near -> message + " (did you mean '" + near + "'?)")
                .orElse(message + " (expected: one of " + names(properties) + ")");
    }

    private static String names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private void scalar(ScalarNode scalar, JsonNode schema, String name) {
        String text = scalar.getValue();
        if (schema.has("enum") && !contains(schema.get("enum"), text)) {
            mistakes.add(
                    at(
                            scalar,
                            "%s is '%s' (expected: one of %s)"
                                    .formatted(name, text, schema.get("enum"))));
        }
        String pattern = schema.path("pattern").asText("");
        if (!pattern.isEmpty() && !text.contains("${") && !text.matches(pattern)) {
            mistakes.add(
                    at(scalar, "%s is '%s' (expected: like %s)".formatted(name, text, pattern)));
        }
    }

    private static boolean contains(JsonNode values, String text) {
        for (JsonNode value : values) {
            if (value.asText().equals(text.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
