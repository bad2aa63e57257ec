package dev.freeway.app.config;

import dev.freeway.wire.Json;
import java.util.List;
import java.util.Optional;

/** Holds a YAML file against a JSON Schema. */
public final class Schema {
    private Schema() {}

    /** What is wrong in {@code text}, a line each, as {@code file:line:column: message}. */
    public static List<String> mistakes(String file, String text, String schema) {
        try {
            YamlFile.read(file, text, Json.parse(schema).orElseThrow(), _ -> Optional.empty());
            return List.of();
        } catch (BadFile e) {
            return String.valueOf(e.getMessage()).lines().toList();
        }
    }
}
