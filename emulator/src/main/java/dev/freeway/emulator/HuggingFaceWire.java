package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hugging Face's own machines: inputs in, bytes of a picture or bare vectors out. */
record HuggingFaceWire(List<String> imageModels) implements Wire {
    private static final Pattern PATH =
            Pattern.compile(
                    "/huggingface/hf-inference/models/(.+?)(/pipeline/feature-extraction)?");

    /** Of bge-small. */
    private static final int DIMENSIONS = 384;

    @Override
    public Optional<Reading> read(Incoming call) {
        Matcher path = PATH.matcher(call.path());
        return path.matches() ? Optional.of(read(path.group(1), call)) : Optional.empty();
    }

    private Reading read(String model, Incoming call) {
        ObjectNode body = call.json().orElse(Json.object());
        if (!body.hasNonNull("inputs")) {
            return new Reading.Wrong("inputs: missing (expected: a text, or several)");
        }
        ObjectNode view = Json.object().put("model", model);
        if (imageModels.contains(model)) {
            view.set("prompt", body.get("inputs"));
            view.set("parameters", body.path("parameters"));
            return new Reading.Asked(Kind.IMAGE, view, new OneShape(HuggingFaceWire::picture));
        }
        view.put("dimensions", DIMENSIONS).set("input", body.get("inputs"));
        return new Reading.Asked(Kind.EMBEDDING, view, new OneShape(HuggingFaceWire::vectors));
    }

    private static Body picture(Reply reply) {
        long seed = reply.visit().request().hashCode();
        return new Body("image/jpeg", Buffer.buffer(Picture.of(seed, "jpg")));
    }

    /** One text is answered with one vector. */
    private static Body vectors(Reply reply) {
        JsonNode request = reply.visit().request();
        ArrayNode all = Json.array();
        Embeddings.of(request, DIMENSIONS).forEach(vector -> all.add(Embeddings.numbers(vector)));
        return Body.json(request.path("input").isArray() ? all : all.get(0));
    }
}
