package dev.freeway.api.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatAnswer;
import dev.freeway.api.Problem;
import dev.freeway.api.WholeVoice;
import dev.freeway.wire.Json;

/**
 * Gives embeddings back, never as a stream. Used by one thread at a time.
 *
 * @param several whether a list is expected, as at the newer of the two paths
 */
record EmbedVoice(Watch watch, boolean several) implements WholeVoice {
    @Override
    public String contentType(boolean stream) {
        return "application/json; charset=utf-8";
    }

    @Override
    public byte[] whole(byte[] answer) {
        JsonNode heard = ChatAnswer.whole(answer);
        if (!several) {
            JsonNode only = heard.at("/data/0/embedding");
            return Json.bytes(Json.object().set("embedding", only));
        }
        ObjectNode body = watch.signed();
        ArrayNode embeddings = body.putArray("embeddings");
        heard.path("data").forEach(one -> embeddings.add(one.path("embedding")));
        watch.sumOfInput(heard.path("usage"), body);
        return Json.bytes(body);
    }

    @Override
    public byte[] brokenOff(Problem problem) {
        return Json.bytes(Json.object().put("error", problem.message()));
    }
}
