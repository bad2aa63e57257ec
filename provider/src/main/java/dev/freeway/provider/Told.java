package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a provider said when it refused, in whatever shape: OpenAI's {@code {"error":{}}}, a flat
 * object, an array around one, a bare string, an envelope of errors, problem+json or no JSON at
 * all.
 *
 * @param message fit for a client's eyes
 * @param code its own word or number for the kind, or empty
 * @param words everything of it that names the kind, in lower case
 * @param body all of it
 */
record Told(String message, String code, String words, JsonNode body) {
    private static final int DETAIL_MAX = 300;
    private static final List<String> CODES = List.of("code", "type", "status", "reason");
    private static final List<String> NAMES =
            List.of("code", "type", "param", "status", "reason", "error_type", "quotaId");

    static Told of(Optional<JsonNode> json) {
        JsonNode body = json.orElse(MissingNode.getInstance());
        JsonNode said = body.isArray() ? body.path(0) : body;
        JsonNode errors = said.path("errors").path(0);
        JsonNode error = said.hasNonNull("error") ? said.path("error") : errors;
        JsonNode inner = error.isObject() ? error : said;
        String message = error.isTextual() ? error.asText() : message(inner);
        String code = first(inner, CODES).orElse("");
        String words = (code + " " + message + " " + names(said)).toLowerCase(Locale.ROOT);
        return new Told(shortened(message), code, words, said);
    }

    /** The same, in these words where it had none. */
    Told or(String otherwise) {
        return message.isEmpty() ? new Told(otherwise, code, words, body) : this;
    }

    private static String message(JsonNode inner) {
        String title = inner.path("title").asText("");
        String text = first(inner, List.of("message", "detail")).orElse("");
        return Stream.of(title, text)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(": "));
    }

    /** On one line. */
    private static String shortened(String message) {
        String line = message.strip().replaceAll("\\s+", " ");
        return line.length() > DETAIL_MAX ? line.substring(0, DETAIL_MAX) : line;
    }

    /** The words that stand for kinds, wherever they are in the body. */
    private static String names(JsonNode said) {
        return NAMES.stream()
                .flatMap(name -> said.findValues(name).stream())
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> first(JsonNode node, List<String> names) {
        return names.stream()
                .map(node::path)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank() && !text.equals("null"))
                .findFirst();
    }
}
