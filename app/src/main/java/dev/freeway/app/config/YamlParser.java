package dev.freeway.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads text as one YAML document (or JSON, which is YAML too): no anchors, no doubled keys, no
 * tags of its own.
 */
final class YamlParser {
    private static final int CHARACTERS_MAX = 1 << 20;

    private static final Place START = new Place(1, 1);

    private final Variables variables;
    private final Mistakes mistakes;

    private YamlParser(Variables variables, Mistakes mistakes) {
        this.variables = variables;
        this.mistakes = mistakes;
    }

    /** The document; one that cannot be read at all is empty, and a problem. */
    static Yaml parse(String text, Variables variables, Mistakes mistakes) {
        YamlParser parser = new YamlParser(variables, mistakes);
        Yaml nothing = new Yaml.Fields(START, List.of());
        LoadSettings settings =
                LoadSettings.builder()
                        .setCodePointLimit(CHARACTERS_MAX)
                        .setAllowNonScalarKeys(true)
                        .build();
        try {
            return new Compose(settings).composeString(text).map(parser::value).orElse(nothing);
        } catch (MarkedYamlEngineException e) {
            mistakes.add(place(e.getProblemMark()), String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            mistakes.add(START, String.valueOf(e.getMessage()));
        }
        return nothing;
    }

    private Yaml value(Node node) {
        Place place = place(node.getStartMark());
        if (node.getAnchor().isPresent()) {
            mistakes.addLast(place, "anchors and aliases are not read here; write it out");
            return new Yaml.Text(place, "", "", false);
        }
        return switch (node) {
            case ScalarNode scalar -> text(place, scalar);
            case SequenceNode sequence ->
                    new Yaml.Items(place, sequence.getValue().stream().map(this::value).toList());
            case MappingNode mapping -> fields(place, mapping);
            default -> throw new IllegalArgumentException("node: " + node.getNodeType());
        };
    }

    private Yaml text(Place place, ScalarNode scalar) {
        String written = scalar.getValue();
        String text = variables.replaced(written, place, mistakes);
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN || !text.equals(written);
        return new Yaml.Text(place, written, text, plain);
    }

    private Yaml fields(Place place, MappingNode mapping) {
        List<Yaml.Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place at = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(at, "a key that is not text");
            } else if (!names.add(key.getValue())) {
                mistakes.add(at, "key '" + key.getValue() + "' stands here twice");
            } else {
                fields.add(new Yaml.Field(at, key.getValue(), value(tuple.getValueNode())));
            }
        }
        return new Yaml.Fields(place, List.copyOf(fields));
    }

    private static Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(START);
    }
}
