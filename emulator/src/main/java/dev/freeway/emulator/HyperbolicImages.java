package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.Optional;

/** Hyperbolic's own way to ask for a picture: {@code model_name} and {@code prompt}. */
final class HyperbolicImages implements Wire {
    private static final Shape SHAPE = new OneShape(HyperbolicImages::render);

    private static final Reading NO_OBJECT = new Reading.Wrong("the body is no JSON object");

    @Override
    public Optional<Reading> read(Incoming call) {
        return call.path().endsWith("/image/generation")
                ? Optional.of(call.json().map(HyperbolicImages::read).orElse(NO_OBJECT))
                : Optional.empty();
    }

    private static Reading read(ObjectNode body) {
        if (!body.path("prompt").isTextual()) {
            return new Reading.Wrong("prompt: missing (expected: a text)");
        }
        ObjectNode request = body.deepCopy();
        request.put("model", body.path("model_name").asText(""));
        return new Reading.Asked(Kind.IMAGE, request, SHAPE);
    }

    private static Body render(Reply reply) {
        ObjectNode answer = Json.object();
        answer.putArray("images")
                .addObject()
                .put("index", 0)
                .put("image", Picture.base64(reply, 0, "jpg"))
                .put("random_seed", Integer.toUnsignedLong(reply.visit().request().hashCode()));
        return Body.json(answer.put("inference_time", 1.0));
    }
}
