package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import dev.freeway.wire.Payload;
import java.time.Instant;

/** Pictures of Hyperbolic: one a request, in base64; priced by the picture, so steps are free. */
final class HyperbolicPictures implements BearerDialect {
    @Override
    public Payload body(Call call) throws Unspeakable {
        Pictured pictured = Pictured.of(call);
        Requests.one(pictured.asked());
        ObjectNode body = Json.object().put("model_name", call.offer().model().id());
        body.put("prompt", pictured.prompt());
        body.put("width", pictured.width()).put("height", pictured.height());
        body.put("backend", "auto");
        Requests.copy(pictured.asked(), "steps", body, "steps");
        Requests.copy(pictured.asked(), "seed", body, "seed");
        return Payload.json(body);
    }

    @Override
    public Translation translation(Call call, Instant now) {
        return new Images(call, now);
    }

    private record Images(Call call, Instant now) implements Translation {
        @Override
        public JsonNode whole(byte[] body, String type) throws AnswerBroken {
            JsonNode answer = Translation.super.whole(body, type);
            if (answer.hasNonNull("error")) {
                return answer;
            }
            String image = answer.path("images").path(0).path("image").asText("");
            if (image.isEmpty()) {
                throw new AnswerBroken(new Fault.Broken("an answer without a picture"));
            }
            return Pictured.answer(image, "image/png", call, now);
        }
    }
}
