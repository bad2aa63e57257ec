package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import dev.freeway.wire.Payload;
import java.time.Instant;

/**
 * Pictures of Workers AI: one a request, in base64 in an envelope. It draws squares of 1024 pixels
 * whatever else is asked, and what it draws is what it counts, so another size is not asked of it.
 */
final class CloudflarePictures implements BearerDialect {
    @Override
    public Payload body(Call call) throws Unspeakable {
        Pictured pictured = Pictured.of(call);
        Requests.one(pictured.asked());
        if (!pictured.square()) {
            throw Unspeakable.here("size", pictured.asked().path("size"), "1024x1024 or auto");
        }
        ObjectNode body = Json.object().put("prompt", pictured.prompt());
        body.put("steps", pictured.steps());
        Requests.copy(pictured.asked(), "seed", body, "seed");
        return Payload.json(body);
    }

    @Override
    public Translation translation(Call call, Instant now) {
        return new Envelope(call, now);
    }

    private record Envelope(Call call, Instant now) implements Translation {
        @Override
        public JsonNode whole(byte[] body, String type) throws AnswerBroken {
            JsonNode envelope = Translation.super.whole(body, type);
            if (!envelope.path("errors").isEmpty()) {
                throw new AnswerBroken(envelope);
            }
            String image = envelope.path("result").path("image").asText("");
            if (image.isEmpty()) {
                throw new AnswerBroken(new Fault.Broken("an envelope without a picture"));
            }
            return Pictured.answer(image, "image/jpeg", call, now);
        }
    }
}
