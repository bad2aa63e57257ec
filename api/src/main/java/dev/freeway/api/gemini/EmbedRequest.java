package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;
import java.util.List;

/** Contents to embed, one or each of several, as OpenAI's embeddings have it. */
final class EmbedRequest {
    private EmbedRequest() {}

    static ObjectNode of(String model, Field asked, boolean each) throws Refused {
        List<Field> requests = each ? asked.get("requests").elements() : List.of(asked);
        if (requests.isEmpty()) {
            throw asked.get("requests").wrong("at least one request");
        }
        ObjectNode wanted = Json.object().put("model", model);
        ArrayNode input = wanted.putArray("input");
        JsonNode dimensions = dimensions(requests.getFirst()).value();
        for (Field request : requests) {
            input.add(Contents.text(request.get("content").object()));
            if (!dimensions(request).value().equals(dimensions)) {
                throw dimensions(request).wrong("the same for each request");
            }
        }
        dimensions(requests.getFirst()).into(wanted, "dimensions");
        return wanted.put("encoding_format", "float");
    }

    private static Field dimensions(Field request) throws Refused {
        return Names.get(request, "outputDimensionality").count();
    }
}
