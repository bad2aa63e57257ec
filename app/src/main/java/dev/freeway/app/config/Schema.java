package dev.freeway.app.config;

import java.util.List;

/** Holds a YAML file against a JSON Schema. */
public final class Schema {
    private Schema() {}

    /** What is wrong in {@code text}, a line each, as {@code file:line:column: message}. */
    public static List<String> mistakes(String file, String text, String schema) {
        Mistakes mistakes = new Mistakes();
        SchemaCheck.check(YamlParser.parse(text, Variables.NONE, mistakes), schema, mistakes);
        return mistakes.all().stream().map(mistake -> mistake.in(file)).toList();
    }
}
