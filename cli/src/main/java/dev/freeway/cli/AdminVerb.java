package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verb that speaks as an operator, or whoever manages something. */
abstract class AdminVerb extends Verb {
    AdminVerb(Surroundings surroundings) {
        super(surroundings, surroundings.administered());
    }

    /** One thing: as JSON, or a line a field. */
    void show(JsonNode thing) {
        if (json()) {
            out().println(Json.pretty(thing));
            return;
        }
        Listing listing = new Listing();
        for (Map.Entry<String, JsonNode> field : thing.properties()) {
            String text = words(field.getValue());
            if (!text.isEmpty()) {
                listing.row(field.getKey(), text);
            }
        }
        listing.lines().forEach(out()::println);
    }

    /** A value in a line; nothing where nothing is said. */
    static String words(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isTextual)) {
            return String.join(", ", value.valueStream().map(JsonNode::asText).toList());
        }
        return value.isContainerNode() ? (value.isEmpty() ? "" : value.toString()) : value.asText();
    }

    /** The same body with that in it, where it was said. */
    static void say(ObjectNode body, String field, @Nullable String text) {
        if (text != null) {
            body.put(field, text);
        }
    }

    static void say(ObjectNode body, String field, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(body.putArray(field)::add);
        }
    }

    /** A name as one word of a path. */
    static String word(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
