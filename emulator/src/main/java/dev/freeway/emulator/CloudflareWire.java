package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cloudflare's own wire: {@code /run/model}, and the model's task says what the body is. */
record CloudflareWire(Map<String, CloudflareModel> models) implements Wire {
    private static final String RUN = "/ai/run/";
    private static final int OUTPUT_TOKENS = 256;
    private static final int STEPS = 4;
    private static final int STEPS_MAX = 8;
    private static final int SIDE = 1_024;

    @Override
    public Optional<Reading> read(Incoming call) {
        int run = call.path().indexOf(RUN);
        if (run < 0) {
            return Optional.empty();
        }
        String name =
                URLDecoder.decode(
                        call.path().substring(run + RUN.length()), StandardCharsets.UTF_8);
        CloudflareModel model = models.get(name);
        ObjectNode view = Json.object().put("model", name);
        return Optional.of(
                model == null
                        ? new Reading.Asked(Kind.CHAT, view, new CloudflareShape())
                        : read(model, view, call));
    }

    private static Reading read(CloudflareModel model, ObjectNode view, Incoming call) {
        ObjectNode body = call.json().orElse(Json.object());
        return switch (model.task()) {
            case TEXT -> text(view, body);
            case EMBEDDINGS, LARGE_EMBEDDINGS ->
                    embeddings(view, body, model.dimensions(view.path("model").asText()));
            case IMAGE -> image(view, body);
            case SPEECH -> speech(view, call, body);
        };
    }

    private static Reading text(ObjectNode view, ObjectNode body) {
        if (body.path("messages").isEmpty() && !body.hasNonNull("prompt")) {
            return new Reading.Wrong("prompt: missing (expected: prompt, or messages)");
        }
        view.setAll(body.deepCopy().remove(List.of("prompt", "model")));
        if (body.path("messages").isEmpty()) {
            view.putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .set("content", body.get("prompt"));
        }
        if (!view.has("max_tokens")) {
            view.put("max_tokens", OUTPUT_TOKENS);
        }
        if (body.path("tools").isArray()) {
            view.set("tools", tools(body.path("tools")));
        }
        wrapSchema(view.path("response_format"));
        Optional<String> wrong = OpenAiChecks.wrong(Kind.CHAT, view);
        return wrong.isPresent()
                ? new Reading.Wrong(wrong.get())
                : new Reading.Asked(Kind.CHAT, view, new CloudflareShape());
    }

    /** Functions may stand bare, or as OpenAI wraps them. */
    private static ArrayNode tools(JsonNode tools) {
        ArrayNode wrapped = Json.array();
        for (JsonNode tool : tools) {
            if (tool.has("function")) {
                wrapped.add(tool);
            } else {
                wrapped.addObject().put("type", "function").set("function", tool);
            }
        }
        return wrapped;
    }

    /** A schema may stand bare too (page on JSON mode). */
    private static void wrapSchema(JsonNode format) {
        JsonNode schema = format.path("json_schema");
        if (schema.isObject() && !schema.has("schema")) {
            ((ObjectNode) format).putObject("json_schema").set("schema", schema);
        }
    }

    private static Reading embeddings(ObjectNode view, ObjectNode body, int dimensions) {
        if (!body.hasNonNull("text")) {
            return new Reading.Wrong("text: missing (expected: a text, or several)");
        }
        view.put("dimensions", dimensions).set("input", body.get("text"));
        return new Reading.Asked(Kind.EMBEDDING, view, new OneShape(CloudflareShape::embeddings));
    }

    private static Reading image(ObjectNode view, ObjectNode body) {
        if (!body.hasNonNull("prompt")) {
            return new Reading.Wrong("prompt: missing (expected: a text)");
        }
        int steps = body.path("steps").asInt(body.path("num_steps").asInt(STEPS));
        if (steps < 1 || steps > STEPS_MAX) {
            return new Reading.Wrong("steps: %d (expected: 1 to %d)".formatted(steps, STEPS_MAX));
        }
        view.set("prompt", body.get("prompt"));
        view.put("steps", steps)
                .put("width", body.path("width").asInt(SIDE))
                .put("height", body.path("height").asInt(SIDE))
                .put("seed", body.path("seed").asInt(0));
        return new Reading.Asked(Kind.IMAGE, view, new OneShape(CloudflareShape::image));
    }

    /** The first Whisper takes the file itself or its bytes as numbers, the later one base64. */
    private static Reading speech(ObjectNode view, Incoming call, ObjectNode body) {
        boolean first = view.path("model").asText().endsWith("/whisper");
        byte[] audio = first ? plain(call, body) : encoded(body.path("audio").asText(""));
        if (audio.length == 0) {
            return new Reading.Wrong("audio: missing (expected: bytes of a recording)");
        }
        Audio.heard(view, audio);
        return new Reading.Asked(
                Kind.TRANSCRIPT,
                view.put("task", body.path("task").asText("transcribe")),
                new OneShape(
                        first ? CloudflareShape::transcript : CloudflareShape::transcriptAndMore));
    }

    private static byte[] encoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] plain(Incoming call, ObjectNode body) {
        JsonNode audio = body.path("audio");
        if (!audio.isArray()) {
            return body.isEmpty() ? call.body().getBytes() : new byte[0];
        }
        Buffer bytes = Buffer.buffer();
        audio.forEach(one -> bytes.appendByte((byte) one.asInt()));
        return bytes.getBytes();
    }
}
