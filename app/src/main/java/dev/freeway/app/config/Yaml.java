package dev.freeway.app.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** YAML as read: every value knows its place. */
sealed interface Yaml {
    Place place();

    /** What it is called in messages. */
    String kind();

    /**
     * A scalar.
     *
     * @param written as the file has it
     * @param text with variables in place
     * @param plain whether it may be a number or a boolean: it stood without quotes, or a variable
     */
    record Text(Place place, String written, String text, boolean plain) implements Yaml {
        boolean isInteger() {
            return plain && text.matches("-?(0|[1-9]\\d{0,17})");
        }

        boolean isFlag() {
            return plain && (text.equals("true") || text.equals("false"));
        }

        boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        @Override
        public String kind() {
            if (isNothing()) {
                return "nothing";
            }
            if (isFlag()) {
                return "true or false";
            }
            return isInteger() ? "a whole number" : "text";
        }
    }

    /** A sequence. */
    record Items(Place place, List<Yaml> items) implements Yaml {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping; keys are unique. */
    record Fields(Place place, List<Field> fields) implements Yaml {
        @Override
        public String kind() {
            return "keys with values";
        }

        List<String> names() {
            return fields.stream().map(Field::name).toList();
        }

        boolean has(String name) {
            return get(name).isPresent();
        }

        Optional<String> text(String name) {
            return get(name).filter(Text.class::isInstance).map(value -> ((Text) value).text());
        }

        /** A list's texts, or a text as a list of one. */
        List<String> texts(String name) {
            return get(name).map(Fields::listed).orElse(List.of()).stream()
                    .filter(Text.class::isInstance)
                    .map(item -> ((Text) item).text())
                    .toList();
        }

        private static List<Yaml> listed(Yaml value) {
            return value instanceof Items(_, List<Yaml> items) ? items : List.of(value);
        }

        Optional<Fields> fields(String name) {
            return get(name).filter(Fields.class::isInstance).map(Fields.class::cast);
        }

        /** A list's mappings. */
        List<Fields> each(String name) {
            return get(name).map(Fields::listed).orElse(List.of()).stream()
                    .filter(Fields.class::isInstance)
                    .map(Fields.class::cast)
                    .toList();
        }

        OptionalLong number(String name) {
            return get(name)
                    .filter(value -> value instanceof Text text && text.isInteger())
                    .map(value -> OptionalLong.of(Long.parseLong(((Text) value).text())))
                    .orElse(OptionalLong.empty());
        }

        /** A text that must be there: the schema says so. */
        String needed(String name) {
            return text(name)
                    .orElseThrow(() -> new IllegalArgumentException("no " + name + " at " + place));
        }

        boolean flag(String name) {
            return text(name).filter("true"::equals).isPresent();
        }

        Optional<Yaml> get(String name) {
            return fields.stream()
                    .filter(field -> field.name().equals(name))
                    .map(Field::value)
                    .findFirst();
        }
    }

    /** One key with its value; the place is the key's. */
    record Field(Place place, String name, Yaml value) {}
}
