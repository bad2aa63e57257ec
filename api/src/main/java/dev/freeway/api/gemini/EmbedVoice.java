package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatAnswer;
import dev.freeway.api.Problem;
import dev.freeway.api.WholeVoice;
import dev.freeway.wire.Json;

/**
 * Gives embeddings back, never as a stream. Thread-safe.
 *
 * @param each whether several were asked for, so that a list is expected
 */
record EmbedVoice(boolean each) implements WholeVoice {
    @Override
    public String contentType(boolean stream) {
        return "application/json; charset=UTF-8";
    }

    @Override
    public byte[] whole(byte[] answer) {
        JsonNode data = ChatAnswer.whole(answer).path("data");
        ObjectNode body = Json.object();
        if (each) {
            ArrayNode embeddings = body.putArray("embeddings");
            data.forEach(one -> embeddings.add(values(one)));
        } else {
            body.set("embedding", values(data.path(0)));
        }
        return Json.bytes(body);
    }

    private static ObjectNode values(JsonNode embedding) {
        return Json.object().set("values", embedding.path("embedding"));
    }

    @Override
    public byte[] brokenOff(Problem problem) {
        return Json.bytes(RpcError.of(problem));
    }
}
