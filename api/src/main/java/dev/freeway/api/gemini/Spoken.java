package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer heard in OpenAI's words and told as candidates. Text is told as it comes; calls and why
 * it ended are told at the end, when they are whole. Used by one thread at a time.
 */
final class Spoken {
    private final boolean showsThoughts;
    private final Map<Integer, Candidate> candidates = new TreeMap<>();
    private JsonNode head = MissingNode.getInstance();
    private JsonNode usage = MissingNode.getInstance();

    Spoken(boolean showsThoughts) {
        this.showsThoughts = showsThoughts;
    }

    void hear(JsonNode said) {
        head = head.isMissingNode() ? said : head;
        usage = said.path("usage").isObject() ? said.path("usage") : usage;
        for (JsonNode choice : said.path("choices")) {
            candidates
                    .computeIfAbsent(
                            choice.path("index").asInt(), _ -> new Candidate(showsThoughts))
                    .hear(choice);
        }
    }

    /** Whether something can be told before the end. */
    boolean hasNews() {
        return candidates.values().stream().anyMatch(Candidate::hasNews);
    }

    ObjectNode news() {
        ObjectNode response = Json.object();
        ArrayNode told = response.putArray("candidates");
        candidates.forEach((index, candidate) -> {
            if (candidate.hasNews()) {
                told.add(candidate.news().put("index", index));
            }
        });
        return signed(response);
    }

    /** What was not told yet, and how it ended. */
    ObjectNode end() {
        ObjectNode response = Json.object();
        ArrayNode told = response.putArray("candidates");
        candidates.forEach((index, candidate) -> told.add(candidate.end().put("index", index)));
        if (usage.isObject()) {
            response.set("usageMetadata", UsageMetadata.of(usage));
        }
        return signed(response);
    }

    private ObjectNode signed(ObjectNode response) {
        return response.put("modelVersion", head.path("model").asText())
                .put("responseId", head.path("id").asText());
    }
}
