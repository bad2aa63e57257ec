package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import dev.freeway.wire.Payload;
import java.time.Instant;
import java.util.Base64;

/** Pictures of Hugging Face's own inference: one a request, answered by its bytes. */
final class HuggingFacePictures implements BearerDialect {
    @Override
    public Payload body(Call call) throws Unspeakable {
        Pictured pictured = Pictured.of(call);
        Requests.one(pictured.asked());
        ObjectNode body = Json.object().put("inputs", pictured.prompt());
        ObjectNode parameters = body.putObject("parameters");
        parameters.put("width", pictured.width()).put("height", pictured.height());
        parameters.put("num_inference_steps", pictured.steps());
        Requests.copy(pictured.asked(), "seed", parameters, "seed");
        return Payload.json(body);
    }

    @Override
    public Translation translation(Call call, Instant now) {
        return new Bytes(call, now);
    }

    private record Bytes(Call call, Instant now) implements Translation {
        @Override
        public JsonNode whole(byte[] body, String type) throws AnswerBroken {
            if (!type.startsWith("image/")) {
                throw new AnswerBroken(
                        Json.parse(body)
                                .filter(answer -> answer.hasNonNull("error"))
                                .map(answer -> Refusals.read(answer, now))
                                .orElseGet(() ->
                                        new Fault.Broken("'%s' for a picture".formatted(type))));
            }
            return Pictured.answer(Base64.getEncoder().encodeToString(body), type, call, now);
        }
    }
}
