package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import dev.freeway.wire.Payload;
import java.time.Instant;

/**
 * Embeddings of Hugging Face's own inference: arrays of numbers and nothing else, of the one length
 * the model has. Usage is not told.
 */
final class HuggingFaceVectors implements BearerDialect {
    @Override
    public Payload body(Call call) throws Unspeakable {
        ObjectNode asked = Requests.tree(call);
        int dimensions = Requests.dimensions(asked);
        if (dimensions > 0) {
            throw Unspeakable.here(
                    "dimensions", dimensions, "none: this provider's vectors have one length");
        }
        ObjectNode body = Json.object();
        ArrayNode inputs = body.putArray("inputs");
        Requests.texts(asked).forEach(inputs::add);
        return Payload.json(body);
    }

    @Override
    public Translation translation(Call call, Instant now) {
        return new Arrays(call);
    }

    private record Arrays(Call call) implements Translation {
        @Override
        public JsonNode whole(byte[] body, String type) throws AnswerBroken {
            JsonNode answer =
                    Json.parse(body)
                            .orElseThrow(() ->
                                    new AnswerBroken(new Fault.Broken("vectors that are no JSON")));
            if (!answer.isArray()) {
                throw new AnswerBroken(answer);
            }
            boolean flat = answer.path(0).isNumber();
            return Vectors.list(flat ? Json.array().add(answer) : answer, call);
        }
    }
}
