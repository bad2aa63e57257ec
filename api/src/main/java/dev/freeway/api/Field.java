package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.BadJson;
import dev.freeway.wire.Json;
import dev.freeway.wire.JsonScan;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of a request and where it stands, so that what is wrong with it is said with its place.
 * The checks let an absent value pass, and give the same field again.
 *
 * @param path as in {@code messages[0].content}; empty for the whole request
 */
public record Field(String path, JsonNode value) {
    private static final int SHOWN_MAX = 40;

    /**
     * The whole request.
     *
     * @throws Refused unless it is one JSON object; says where it stops being one
     */
    public static Field of(byte[] body) throws Refused {
        try {
            JsonScan.read(body);
        } catch (BadJson e) {
            throw new Refused(Problem.of(e));
        }
        JsonNode value =
                Json.parse(body)
                        .orElseThrow(() ->
                                new Refused(Problem.invalid("", "more than can be read as JSON")));
        return new Field("", value);
    }

    /** The member of that name, there or not. */
    public Field get(String name) {
        return new Field(path.isEmpty() ? name : path + "." + name, value.path(name));
    }

    public boolean isAbsent() {
        return value.isMissingNode() || value.isNull();
    }

    public boolean isText() {
        return value.isTextual();
    }

    public boolean isTrue() {
        return value.isBoolean() && value.asBoolean();
    }

    /** The string that has to be here. */
    public String text() throws Refused {
        if (!isText()) {
            throw wrong("a string");
        }
        return value.asText();
    }

    /** What the array that has to be here holds. */
    public List<Field> elements() throws Refused {
        if (!value.isArray()) {
            throw wrong("an array");
        }
        List<Field> elements = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            elements.add(new Field("%s[%d]".formatted(path, elements.size()), element));
        }
        return elements;
    }

    public Field string() throws Refused {
        return checked(isText(), "a string");
    }

    public Field object() throws Refused {
        return checked(value.isObject(), "an object");
    }

    public Field number() throws Refused {
        return checked(value.isNumber(), "a number");
    }

    public Field flag() throws Refused {
        return checked(value.isBoolean(), "true or false");
    }

    /** A number of tokens. */
    public Field count() throws Refused {
        boolean positive = value.isIntegralNumber() && value.canConvertToInt() && value.asInt() > 0;
        return checked(positive, "a whole number > 0");
    }

    private Field checked(boolean holds, String expected) throws Refused {
        if (!holds && !isAbsent()) {
            throw wrong(expected);
        }
        return this;
    }

    /** Hands the value on under that name, if there is one. */
    public void into(ObjectNode to, String name) {
        if (!isAbsent()) {
            to.set(name, value);
        }
    }

    /** The refusal of a request for this field. */
    public Refused wrong(String expected) {
        return new Refused(
                Problem.invalid(
                        path, "'%s' is %s (expected: %s)".formatted(path, found(), expected)));
    }

    private String found() {
        return switch (value.getNodeType()) {
            case MISSING -> "missing";
            case ARRAY -> value.isEmpty() ? "empty" : "an array";
            case OBJECT -> "an object";
            case STRING ->
                    "'"
                            + value.asText()
                                    .codePoints()
                                    .limit(SHOWN_MAX)
                                    .collect(
                                            StringBuilder::new,
                                            StringBuilder::appendCodePoint,
                                            StringBuilder::append)
                            + "'";
            case NULL, BOOLEAN, NUMBER, BINARY, POJO -> value.asText();
        };
    }
}
