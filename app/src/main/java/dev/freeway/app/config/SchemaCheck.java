package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Field;
import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.app.config.Yaml.Items;
import dev.freeway.app.config.Yaml.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds YAML against a JSON Schema (2020-12), as far as our files use it: type, properties,
 * required, dependentRequired, additionalProperties, items, enum, pattern, minimum, maximum,
 * minLength, $ref within itself, and oneOf over required keys. Immutable.
 */
final class SchemaCheck {
    private static final Map<String, String> KINDS =
            Map.of(
                    "string", "text",
                    "integer", "a whole number",
                    "boolean", "true or false",
                    "array", "a list",
                    "object", "keys with values");

    private static final Fields NOTHING = new Fields(new Place(1, 1), List.of());

    private final Fields document;
    private final Mistakes mistakes;

    private SchemaCheck(Fields document, Mistakes mistakes) {
        this.document = document;
        this.mistakes = mistakes;
    }

    /** Adds all that is wrong with {@code value} by the schema {@code text} to {@code mistakes}. */
    static void check(Yaml value, String text, Mistakes mistakes) {
        Mistakes inSchema = new Mistakes();
        Fields schema = (Fields) YamlParser.parse(text, Variables.NONE, inSchema);
        if (!inSchema.none()) {
            throw new IllegalArgumentException("schema: " + inSchema.all());
        }
        new SchemaCheck(schema, mistakes).check(schema, value);
    }

    private Fields referred(String reference) {
        Fields at = document;
        for (String step : reference.substring(2).split("/", -1)) {
            at = at.fields(step).orElseThrow(() -> new IllegalArgumentException(reference));
        }
        return at;
    }

    private void check(Fields named, Yaml value) {
        Fields schema = named.text("$ref").map(this::referred).orElse(named);
        if (!typed(schema, value)) {
            mistakes.add(value.place(), value.kind() + " (expected: " + expected(schema) + ")");
            return;
        }
        switch (value) {
            case Text text -> TextRules.check(schema, text, mistakes);
            case Items items -> items(schema, items);
            case Fields fields -> fields(schema, fields);
        }
    }

    private static boolean typed(Fields schema, Yaml value) {
        List<String> types = schema.texts("type");
        return types.isEmpty() || types.stream().anyMatch(type -> is(type, value));
    }

    private static boolean is(String type, Yaml value) {
        return switch (type) {
            case "string" -> value instanceof Text text && !text.isNothing();
            case "integer" -> value instanceof Text text && text.isInteger();
            case "boolean" -> value instanceof Text text && text.isFlag();
            case "array" -> value instanceof Items;
            case "object" -> value instanceof Fields;
            default -> throw new IllegalArgumentException("type: " + type);
        };
    }

    private static String expected(Fields schema) {
        return String.join(" or ", schema.texts("type").stream().map(KINDS::get).toList());
    }

    private void items(Fields schema, Items items) {
        schema.fields("items").ifPresent(each -> items.items().forEach(item -> check(each, item)));
    }

    private void fields(Fields schema, Fields fields) {
        Fields known = schema.fields("properties").orElse(NOTHING);
        Optional<Fields> others = schema.fields("additionalProperties");
        for (Field field : fields.fields()) {
            known.fields(field.name())
                    .or(() -> others)
                    .ifPresentOrElse(
                            its -> check(its, field.value()),
                            () -> mistakes.add(field.place(), unknown(field.name(), known)));
        }
        required(schema, fields);
        oneOf(schema, fields);
    }

    private void required(Fields schema, Fields fields) {
        Fields dependent = schema.fields("dependentRequired").orElse(NOTHING);
        Stream.concat(
                        schema.texts("required").stream(),
                        fields.names().stream().flatMap(name -> dependent.texts(name).stream()))
                .filter(name -> !fields.has(name))
                .distinct()
                .forEach(name -> mistakes.add(fields.place(), "key '" + name + "' is missing"));
    }

    private static String unknown(String name, Fields known) {
        return "unknown key '" + name + "'" + Closest.hint(name, known.names());
    }

    private void oneOf(Fields schema, Fields fields) {
        List<List<String>> choices =
                schema.each("oneOf").stream().map(choice -> choice.texts("required")).toList();
        long held = choices.stream().filter(fields.names()::containsAll).count();
        if (!choices.isEmpty() && held != 1) {
            List<String> names = choices.stream().map(all -> String.join(" with ", all)).toList();
            mistakes.add(
                    fields.place(),
                    "none or several of a kind (expected: exactly one of %s)"
                            .formatted(String.join(", ", names)));
        }
    }
}
