package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stand-in answers: pieces of one token each, made from a seed.
 *
 * @param pieces of text, or of a tool call's arguments
 * @param tool the name of the called tool, or empty
 * @param finishReason in OpenAI's words
 */
record Completion(List<String> pieces, String tool, String finishReason) {
    private static final Pattern LENGTH = Pattern.compile("\\[\\[out=(\\d+)]]");
    private static final List<String> WORDS =
            List.of(
                    "the", "road", "is", "open", "and", "free", "all", "cars", "go", "on", "by",
                    "day", "or", "late", "at", "noon", "we", "see", "hill", "sky", "rain", "sun",
                    "a", "town");

    Completion {
        pieces = List.copyOf(pieces);
    }

    /** Nothing said: what is asked for is no text. */
    static final Completion SILENT = new Completion(List.of(), "", "stop");

    static Completion of(JsonNode request, long seed, int tokensMax) {
        Random random = new Random(seed ^ request.toString().hashCode());
        if (callsTool(request)) {
            JsonNode function = function(request);
            String arguments = example(function.path("parameters")).toString();
            return cut(split(arguments), function.path("name").asText(), "tool_calls", tokensMax);
        }
        JsonNode format = request.path("response_format");
        if (format.path("type").asText("").startsWith("json_")) {
            String json = example(format.path("json_schema").path("schema")).toString();
            return cut(split(json), "", "stop", tokensMax);
        }
        List<String> words = words(random, length(request, random));
        return cut(Stops.before(words, request.path("stop")), "", "stop", tokensMax);
    }

    /** The one that is named, else the first. */
    private static JsonNode function(JsonNode request) {
        String name = request.path("tool_choice").path("function").path("name").asText("");
        for (JsonNode tool : request.path("tools")) {
            if (tool.path("function").path("name").asText("").equals(name)) {
                return tool.path("function");
            }
        }
        return request.path("tools").path(0).path("function");
    }

    private static Completion cut(List<String> pieces, String tool, String reason, int tokensMax) {
        return pieces.size() <= tokensMax
                ? new Completion(pieces, tool, reason)
                : new Completion(pieces.subList(0, tokensMax), tool, "length");
    }

    private static boolean callsTool(JsonNode request) {
        JsonNode choice = request.path("tool_choice");
        if (request.path("tools").isEmpty() || choice.asText("").equals("none")) {
            return false;
        }
        JsonNode messages = request.path("messages");
        JsonNode last = messages.path(messages.size() - 1);
        boolean asked = last.path("content").toString().contains("tool");
        return choice.isObject()
                || choice.asText("").equals("required")
                || (asked && last.path("role").asText().equals("user"));
    }

    private static int length(JsonNode request, Random random) {
        Matcher fixed = LENGTH.matcher(request.toString());
        if (fixed.find()) {
            return Integer.parseInt(fixed.group(1));
        }
        return (int) Math.clamp(Math.exp(5 + 0.7 * random.nextGaussian()), 1, 2_000);
    }

    private static List<String> words(Random random, int tokens) {
        List<String> words = new ArrayList<>(tokens);
        for (int i = 0; i < tokens; i++) {
            words.add((i == 0 ? "" : " ") + WORDS.get(random.nextInt(WORDS.size())));
        }
        return words;
    }

    /** Into pieces that count one token each. */
    private static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= text.length(); end++) {
            if (end == text.length() || TextTokens.of(text.substring(start, end + 1)) > 1) {
                pieces.add(text.substring(start, end));
                start = end;
            }
        }
        return pieces;
    }

    /** A value that satisfies a schema's types and required properties. */
    private static JsonNode example(JsonNode schema) {
        return switch (schema.path("type").asText("object")) {
            case "string" ->
                    Json.array().add(schema.path("enum").path(0).asText("free road")).get(0);
            case "integer", "number" -> Json.array().add(7).get(0);
            case "boolean" -> Json.array().add(true).get(0);
            case "array" -> Json.array().add(example(schema.path("items")));
            default -> {
                ObjectNode object = Json.object();
                schema.path("properties")
                        .properties()
                        .forEach(property ->
                                object.set(property.getKey(), example(property.getValue())));
                yield object.isEmpty() ? object.put("answer", "free road") : object;
            }
        };
    }

    int tokens() {
        return pieces.size();
    }

    String text() {
        return String.join("", pieces);
    }
}
