package dev.freeway.api.usage;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How rows are told. */
public enum Format {
    /** One page. */
    JSON("application/json"),
    /** A JSON object a line. */
    JSONL("application/jsonl"),
    /** As RFC 4180 has it, with a head. */
    CSV("text/csv; charset=utf-8; header=present");

    /** What a spreadsheet would take for a formula, or lead it to one. */
    private static final String ACTIVE = "=+-@\t\r";

    private final String type;

    Format(String type) {
        this.type = type;
    }

    /** The media type. */
    public String type() {
        return type;
    }

    /** As in queries and behind the name of a file: {@code csv}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands before the rows. */
    public byte[] head(List<String> columns) {
        return this == CSV ? bytes(String.join(",", columns) + "\r\n") : new byte[0];
    }

    /** One row. */
    public byte[] line(List<String> columns, JsonNode row) {
        return bytes(
                this == CSV
                        ? columns.stream()
                                        .map(column -> cell(row.path(column)))
                                        .collect(Collectors.joining(","))
                                + "\r\n"
                        : row + "\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(JsonNode value) {
        if (!value.isTextual()) {
            return value.isContainerNode() ? quoted(value.toString()) : value.asText("");
        }
        String text = value.asText();
        boolean active = !text.isEmpty() && ACTIVE.indexOf(text.charAt(0)) >= 0;
        return quoted(active ? "'" + text : text);
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
