package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gemini's own wire: a method after a colon, contents of parts. */
final class GeminiWire implements Wire {
    private static final Pattern PATH =
            Pattern.compile("/gemini/v1(?:beta)?/models/([^/:]+):([a-zA-Z]+)");

    @Override
    public Optional<Reading> read(Incoming call) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            return Optional.empty();
        }
        String model = path.group(1);
        ObjectNode body = call.json().orElse(Json.object());
        return switch (path.group(2)) {
            case "generateContent" -> Optional.of(generate(model, body, GeminiShape.EVENTS, false));
            case "streamGenerateContent" -> {
                boolean events = call.parameter("alt").orElse("").equals("sse");
                GeminiShape shape = events ? GeminiShape.EVENTS : GeminiShape.ARRAY;
                yield Optional.of(generate(model, body, shape, true));
            }
            case "embedContent" -> Optional.of(embed(model, Json.array().add(body), true));
            case "batchEmbedContents" -> Optional.of(embed(model, body.path("requests"), false));
            default -> Optional.empty();
        };
    }

    private static Reading generate(
            String model, ObjectNode body, GeminiShape shape, boolean stream) {
        if (body.path("contents").isEmpty()) {
            return new Reading.Wrong(
                    "* GenerateContentRequest.contents: contents is not specified\n");
        }
        JsonNode bound = GeminiView.config(body).path("maxOutputTokens");
        if (bound.isNumber() && bound.asInt() <= 0) {
            return new Reading.Wrong(
                    "* GenerateContentRequest.generation_config.max_output_tokens: %s (expected: > 0)\n"
                            .formatted(bound));
        }
        ObjectNode view = GeminiView.of(body).put("model", model).put("stream", stream);
        return new Reading.Asked(Kind.CHAT, view, shape);
    }

    private static Reading embed(String model, JsonNode requests, boolean one) {
        ObjectNode view = Json.object().put("model", model);
        ArrayNode input = view.putArray("input");
        for (JsonNode request : requests) {
            if (request.path("content").path("parts").isEmpty()) {
                return new Reading.Wrong("* EmbedContentRequest.content: content is empty\n");
            }
            input.add(GeminiView.text(request.path("content")));
            view.put("dimensions", request.path("outputDimensionality").asInt(3_072));
        }
        return input.isEmpty()
                ? new Reading.Wrong("* BatchEmbedContentsRequest.requests: requests is empty\n")
                : new Reading.Asked(
                        Kind.EMBEDDING, view, new OneShape(reply -> vectors(reply, one)));
    }

    private static Body vectors(Reply reply, boolean one) {
        JsonNode request = reply.visit().request();
        ArrayNode all = Json.array();
        for (float[] vector : Embeddings.of(request, request.path("dimensions").asInt())) {
            all.addObject().set("values", Embeddings.numbers(vector));
        }
        ObjectNode answer = Json.object();
        answer.set(one ? "embedding" : "embeddings", one ? all.get(0) : all);
        return Body.json(answer);
    }
}
