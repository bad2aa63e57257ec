package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Vectors made from what they are of, and OpenAI's shape of them. */
final class Embeddings {
    private Embeddings() {}

    /** One vector an input, the same for the same input. */
    static List<float[]> of(JsonNode request, int dimensions) {
        JsonNode input = request.path("input");
        int inputs = input.isArray() && !input.path(0).isNumber() ? input.size() : 1;
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            Random random = new Random(input.hashCode() + i);
            float[] vector = new float[dimensions];
            for (int d = 0; d < dimensions; d++) {
                vector[d] = random.nextFloat() - 0.5f;
            }
            vectors.add(vector);
        }
        return vectors;
    }

    static ArrayNode numbers(float[] vector) {
        ArrayNode numbers = Json.array();
        for (float value : vector) {
            numbers.add(value);
        }
        return numbers;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static Body openAi(Reply reply) {
        JsonNode request = reply.visit().request();
        boolean asBase64 = request.path("encoding_format").asText("").equals("base64");
        ObjectNode answer = Json.object().put("object", "list");
        ArrayNode data = answer.putArray("data");
        for (float[] vector : of(request, request.path("dimensions").asInt(256))) {
            ObjectNode one =
                    data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (asBase64) {
                one.put("embedding", base64(vector));
            } else {
                one.set("embedding", numbers(vector));
            }
        }
        answer.put("model", reply.visit().model());
        answer.putObject("usage")
                .put("prompt_tokens", reply.visit().input())
                .put("total_tokens", reply.visit().input());
        return Body.json(answer);
    }
}
