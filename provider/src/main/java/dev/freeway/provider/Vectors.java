package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Embeddings as OpenAI lists them, as numbers or in the base64 its clients ask for. */
final class Vectors {
    private Vectors() {}

    /**
     * The list.
     *
     * @param vectors an array of arrays of numbers
     */
    static ObjectNode list(JsonNode vectors, Call call) throws AnswerBroken {
        boolean base64 =
                call.ask().body().raw("encoding_format").orElse("").strip().equals("\"base64\"");
        ObjectNode answer = Json.object();
        ArrayNode data = answer.put("object", "list").putArray("data");
        for (JsonNode vector : vectors) {
            check(vector);
            ObjectNode one = Json.object().put("object", "embedding").put("index", data.size());
            data.add(one);
            if (base64) {
                one.put("embedding", base64(vector));
            } else {
                one.set("embedding", vector);
            }
        }
        return answer;
    }

    private static void check(JsonNode vector) throws AnswerBroken {
        boolean numbers = vector.isArray() && vector.path(0).isNumber();
        if (!numbers) {
            throw new AnswerBroken(new Fault.Broken("an embedding that is no array of numbers"));
        }
    }

    /** Four bytes a number, the lowest first. */
    private static String base64(JsonNode vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        vector.forEach(number -> bytes.putFloat(number.floatValue()));
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
