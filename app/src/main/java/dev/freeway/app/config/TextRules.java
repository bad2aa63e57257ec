package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.app.config.Yaml.Text;
import java.util.List;
import java.util.function.Predicate;

/** What a schema says of a scalar. A value marked {@code writeOnly} is never shown. */
final class TextRules {
    private TextRules() {}

    static void check(Fields schema, Text text, Mistakes mistakes) {
        List<String> choices = schema.texts("enum");
        if (!choices.isEmpty() && !choices.contains(text.text())) {
            mistakes.add(text.place(), shown(schema, text) + Closest.hint(text.text(), choices));
        }
        if (text.isInteger() && schema.texts("type").contains("integer")) {
            range(schema, text, mistakes);
        } else {
            wording(schema, text, mistakes);
        }
    }

    private static void range(Fields schema, Text text, Mistakes mistakes) {
        long number = Long.parseLong(text.text());
        schema.number("minimum").stream()
                .filter(least -> number < least)
                .forEach(least -> mistakes.add(text.place(), said(schema, text, "≥ " + least)));
        schema.number("maximum").stream()
                .filter(most -> number > most)
                .forEach(most -> mistakes.add(text.place(), said(schema, text, "≤ " + most)));
    }

    private static void wording(Fields schema, Text text, Mistakes mistakes) {
        schema.number("minLength").stream()
                .filter(least -> text.text().length() < least)
                .mapToObj(least -> "at least " + least + " characters")
                .forEach(expected -> mistakes.add(text.place(), said(schema, text, expected)));
        schema.text("pattern")
                .filter(Predicate.not(text.text()::matches))
                .map(pattern -> like(schema, pattern))
                .ifPresent(expected -> mistakes.add(text.place(), said(schema, text, expected)));
    }

    private static String like(Fields schema, String pattern) {
        List<String> examples = schema.texts("examples");
        return "like " + (examples.isEmpty() ? pattern : String.join(" or ", examples));
    }

    private static String said(Fields schema, Text text, String expected) {
        return shown(schema, text) + " (expected: " + expected + ")";
    }

    private static String shown(Fields schema, Text text) {
        return schema.flag("writeOnly") ? "this value" : "'" + text.written() + "'";
    }
}
