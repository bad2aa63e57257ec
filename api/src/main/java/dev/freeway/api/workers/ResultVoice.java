package dev.freeway.api.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatAnswer;
import dev.freeway.api.Problem;
import dev.freeway.api.WholeVoice;
import dev.freeway.wire.Json;
import java.util.function.Function;

/**
 * Gives vectors or a picture, never as a stream. Thread-safe.
 *
 * @param result of OpenAI's answer
 */
record ResultVoice(Function<JsonNode, ObjectNode> result) implements WholeVoice {
    /** Vectors, and how many there are of which length. */
    static final ResultVoice VECTORS = new ResultVoice(ResultVoice::vectors);

    /** A picture in base64. */
    static final ResultVoice PICTURE =
            new ResultVoice(
                    answer -> Json.object().put("image", answer.at("/data/0/b64_json").asText()));

    private static ObjectNode vectors(JsonNode answer) {
        ObjectNode result = Json.object();
        ArrayNode shape = result.putArray("shape");
        ArrayNode data = result.putArray("data");
        answer.path("data").forEach(one -> data.add(one.path("embedding")));
        shape.add(data.size()).add(data.path(0).size());
        return result;
    }

    @Override
    public String contentType(boolean stream) {
        return "application/json";
    }

    @Override
    public byte[] whole(byte[] answer) {
        return Json.bytes(Envelope.of(result.apply(ChatAnswer.whole(answer))));
    }

    @Override
    public byte[] brokenOff(Problem problem) {
        return Json.bytes(Envelope.of(problem));
    }
}
