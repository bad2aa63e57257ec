package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;

/** Embeddings in Gemini's wire: always a batch, be it of one. Usage is not told. */
record GeminiEmbeddings(Call call) implements Translation {
    static ObjectNode request(Call call) throws Unspeakable {
        ObjectNode asked = Requests.tree(call);
        int dimensions = Requests.dimensions(asked);
        ObjectNode request = Json.object();
        ArrayNode requests = request.putArray("requests");
        for (String text : Requests.texts(asked)) {
            ObjectNode one = requests.addObject();
            one.put("model", "models/" + call.offer().model().id());
            one.putObject("content").putArray("parts").addObject().put("text", text);
            if (dimensions > 0) {
                one.put("outputDimensionality", dimensions);
            }
        }
        return request;
    }

    @Override
    public JsonNode whole(byte[] body, String type) throws AnswerBroken {
        JsonNode answer = Translation.super.whole(body, type);
        if (answer.hasNonNull("error")) {
            return answer;
        }
        ArrayNode vectors = Json.array();
        answer.path("embeddings").forEach(embedding -> vectors.add(embedding.path("values")));
        return Vectors.list(vectors, call);
    }
}
