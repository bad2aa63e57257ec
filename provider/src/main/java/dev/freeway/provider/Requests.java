package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads OpenAI's requests, for wires that say the same in other words. */
final class Requests {
    private static final int DIMENSIONS_MAX = 65_536;

    private Requests() {}

    static ObjectNode tree(Call call) throws Unspeakable {
        return Json.parse(call.ask().body().bytes())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(
                        () -> Unspeakable.wrong("body", "too deep or too large", "a JSON object"));
    }

    /** A field that may be left out or {@code null}. */
    static boolean said(JsonNode node, String name) {
        return node.hasNonNull(name);
    }

    /** Sets those fields that the request has, by the names the provider has for them. */
    static void copy(JsonNode from, String name, ObjectNode to, String theirs) {
        if (said(from, name)) {
            to.set(theirs, from.get(name));
        }
    }

    /** One answer to a request is all that some providers give. */
    static void one(JsonNode request) throws Unspeakable {
        int n = request.path("n").asInt(1);
        if (n != 1) {
            throw Unspeakable.here("n", n, "1: this provider gives one answer to a request");
        }
    }

    /** All the text of a message's content; parts of other kinds are refused. */
    static String text(JsonNode content, String where) throws Unspeakable {
        if (content.isTextual()) {
            return content.asText();
        }
        if (!content.isArray()) {
            throw Unspeakable.wrong(where, content, "a string or an array of parts");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText("").equals("text")) {
                throw Unspeakable.here(where, part.path("type"), "parts of type text");
            }
            text.append(part.path("text").asText(""));
        }
        return text.toString();
    }

    /** What is to be embedded, as texts. */
    static List<String> texts(JsonNode request) throws Unspeakable {
        JsonNode input = request.path("input");
        if (input.isTextual()) {
            return List.of(input.asText());
        }
        List<String> texts = new ArrayList<>(input.size());
        for (JsonNode text : input) {
            if (!text.isTextual()) {
                throw Unspeakable.here(
                        "input[" + texts.size() + "]",
                        text,
                        "a string: this provider takes no tokens");
            }
            texts.add(text.asText());
        }
        return texts;
    }

    /** How long vectors are to be; 0 where the model decides. */
    static int dimensions(JsonNode request) throws Unspeakable {
        JsonNode wanted = request.path("dimensions");
        if (wanted.isMissingNode() || wanted.isNull()) {
            return 0;
        }
        int dimensions = wanted.asInt();
        if (!wanted.isIntegralNumber() || dimensions < 1 || dimensions > DIMENSIONS_MAX) {
            throw Unspeakable.wrong(
                    "dimensions", wanted, "a whole number from 1 to " + DIMENSIONS_MAX);
        }
        return dimensions;
    }
}
