package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.members.Declined;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A JSON object in a body, read field by field; what is not expected is refused by its name. */
public final class Fields {
    private static final int TEXT_MAX = 1_000;

    private final JsonNode json;

    private Fields(JsonNode json) {
        this.json = json;
    }

    /** The object, which may have those fields and no other. */
    public static Fields of(JsonNode json, Set<String> known) throws Declined {
        if (!json.isObject()) {
            throw Declined.invalid("", "the body (expected: a JSON object)");
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!known.contains(field.getKey())) {
                throw Declined.invalid(
                        field.getKey(),
                        "%s: not known here (expected: %s)"
                                .formatted(
                                        field.getKey(),
                                        known.isEmpty()
                                                ? "no body"
                                                : String.join(
                                                        ", ", known.stream().sorted().toList())));
            }
        }
        return new Fields(json);
    }

    /** Nothing. */
    public static Fields none() {
        return new Fields(Json.object());
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    Optional<String> optional(String name) throws Declined {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = json.get(name);
        if (!value.isTextual() || value.asText().length() > TEXT_MAX) {
            throw Declined.invalid(
                    name, "%s (expected: a text of at most %d)".formatted(name, TEXT_MAX));
        }
        return Optional.of(value.asText());
    }

    String text(String name) throws Declined {
        return optional(name).orElse("");
    }

    String required(String name) throws Declined {
        return optional(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Declined.invalid(name, "%s (expected: a text)".formatted(name)));
    }

    boolean flag(String name, boolean otherwise) throws Declined {
        if (!has(name)) {
            return otherwise;
        }
        if (!json.get(name).isBoolean()) {
            throw Declined.invalid(name, "%s (expected: true or false)".formatted(name));
        }
        return json.get(name).asBoolean();
    }

    long whole(String name) throws Declined {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw Declined.invalid(name, "%s (expected: a whole number)".formatted(name));
        }
        return value.asLong();
    }

    <E extends Enum<E>> Optional<E> one(String name, Class<E> type) throws Declined {
        Optional<String> word = optional(name);
        return word.isEmpty() ? Optional.empty() : Optional.of(word(name, word.get(), type));
    }

    static <E extends Enum<E>> E word(String name, String word, Class<E> type) throws Declined {
        List<E> all = List.of(type.getEnumConstants());
        return all.stream()
                .filter(value -> lower(value).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        Declined.invalid(
                                name,
                                "%s: '%s' (expected: %s)"
                                        .formatted(
                                                name,
                                                word,
                                                String.join(
                                                        ", ",
                                                        all.stream()
                                                                .map(Fields::lower)
                                                                .toList()))));
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    List<String> texts(String name, int max) throws Declined {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(name, max)) {
            if (!item.isTextual() || item.asText().length() > TEXT_MAX) {
                throw Declined.invalid(name, "%s (expected: a list of texts)".formatted(name));
            }
            texts.add(item.asText());
        }
        return texts;
    }

    List<Fields> objects(String name, int max, Set<String> known) throws Declined {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode item : items(name, max)) {
            objects.add(of(item, known));
        }
        return objects;
    }

    private List<JsonNode> items(String name, int max) throws Declined {
        JsonNode list = json.path(name);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > max) {
            throw Declined.invalid(
                    name, "%s (expected: a list of at most %d)".formatted(name, max));
        }
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get).toList();
    }

    /** The words of an object by their names. */
    Map<String, String> words(String name) throws Declined {
        Map<String, String> words = new TreeMap<>();
        for (Map.Entry<String, JsonNode> word : json.path(name).properties()) {
            if (!word.getValue().isTextual()) {
                throw Declined.invalid(name, "%s (expected: texts by name)".formatted(name));
            }
            words.put(word.getKey(), word.getValue().asText());
        }
        return words;
    }

    /** The whole numbers of an object by their names. */
    Map<String, Long> wholes(String name) throws Declined {
        Map<String, Long> wholes = new TreeMap<>();
        Fields of = new Fields(json.path(name));
        for (Map.Entry<String, JsonNode> whole : json.path(name).properties()) {
            wholes.put(whole.getKey(), of.whole(whole.getKey()));
        }
        return wholes;
    }

    /** {@link Instant#MAX} where it is not there. */
    Instant until(String name) throws Declined {
        Optional<String> text = optional(name);
        try {
            return text.map(Instant::parse).orElse(Instant.MAX);
        } catch (DateTimeParseException e) {
            throw Declined.invalid(
                    name,
                    "%s: '%s' (expected: a time such as 2027-01-31T00:00:00Z)"
                            .formatted(name, text.orElse("")));
        }
    }
}
