package dev.freeway.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML into a tree, remembering nothing but mistakes; {@code ${NAME}} is replaced. */
final class YamlFile {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)(?::-([^}]*))?}");

    private final Function<String, Optional<String>> environment;
    private final List<Mistake> mistakes = new ArrayList<>();

    private YamlFile(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /**
     * Reads {@code text}.
     *
     * @param schema what the file may hold
     * @param environment the variables it may name
     * @throws BadFile with every mistake there is
     */
    static JsonNode read(
            String file,
            String text,
            JsonNode schema,
            Function<String, Optional<String>> environment)
            throws BadFile {
        YamlFile yaml = new YamlFile(environment);
        Optional<Node> root = yaml.compose(file, text);
        if (root.isEmpty()) {
            return Json.object();
        }
        yaml.mistakes.addAll(SchemaCheck.check(root.get(), schema));
        JsonNode tree = yaml.tree(root.get());
        if (!yaml.mistakes.isEmpty()) {
            throw new BadFile(file, yaml.mistakes);
        }
        return tree;
    }

    /** Reads a file of ours, which its own tests have checked. */
    static JsonNode readTrusted(String file, String text) {
        YamlFile yaml = new YamlFile(_ -> Optional.empty());
        try {
            return yaml.tree(yaml.compose(file, text).orElseThrow());
        } catch (BadFile e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Node> compose(String file, String text) throws BadFile {
        LoadSettings settings =
                LoadSettings.builder()
                        .setAllowDuplicateKeys(false)
                        .setMaxAliasesForCollections(10)
                        .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            throw new BadFile(
                    file,
                    List.of(
                            new Mistake(
                                    mark.map(Mark::getLine).orElse(0) + 1,
                                    mark.map(Mark::getColumn).orElse(0) + 1,
                                    String.valueOf(e.getProblem()))));
        } catch (YamlEngineException e) {
            throw new BadFile(file, List.of(new Mistake(1, 1, String.valueOf(e.getMessage()))));
        }
    }

    private JsonNode tree(Node node) {
        return switch (node) {
            case MappingNode mapping -> object(mapping);
            case SequenceNode sequence -> {
                ArrayNode array = Json.array();
                sequence.getValue().forEach(item -> array.add(tree(item)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> NullNode.getInstance();
        };
    }

    private ObjectNode object(MappingNode mapping) {
        ObjectNode object = Json.object();
        for (NodeTuple entry : mapping.getValue()) {
            String key = ((ScalarNode) entry.getKeyNode()).getValue();
            if (object.has(key)) {
                mistakes.add(SchemaCheck.at(entry.getKeyNode(), "'" + key + "' is there twice"));
            }
            object.set(key, tree(entry.getValueNode()));
        }
        return object;
    }

    private JsonNode scalar(ScalarNode scalar) {
        return switch (SchemaCheck.type(scalar)) {
            case "integer" -> LongNode.valueOf(Long.parseLong(scalar.getValue()));
            case "boolean" -> BooleanNode.valueOf(Boolean.parseBoolean(scalar.getValue()));
            case "number" -> DoubleNode.valueOf(Double.parseDouble(scalar.getValue()));
            case "null" -> NullNode.getInstance();
            default -> TextNode.valueOf(replaced(scalar));
        };
    }

    private String replaced(ScalarNode scalar) {
        return VARIABLE.matcher(scalar.getValue())
                .replaceAll(
                        found -> java.util.regex.Matcher.quoteReplacement(value(found, scalar)));
    }

    private String value(MatchResult found, ScalarNode scalar) {
        Optional<String> value =
                environment.apply(found.group(1)).or(() -> Optional.ofNullable(found.group(2)));
        if (value.isEmpty()) {
            mistakes.add(
                    SchemaCheck.at(
                            scalar,
                            "${%s} is not set (expected: an environment variable, or ${%s:-default})"
                                    .formatted(found.group(1), found.group(1))));
        }
        return value.orElse("");
    }
}
