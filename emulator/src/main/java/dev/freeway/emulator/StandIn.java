package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is one provider's own: models, limits, words. Called under its lock. */
interface StandIn {
    String id();

    List<String> models();

    /** The most tokens of an answer when the request sets no bound. */
    int outputTokensMax();

    /** Output tokens a second, and how long it thinks first, in milliseconds. */
    int tokensPerSecond();

    int thinksMillis();

    Refusal unauthorized();

    Refusal unknownModel(String model);

    /** How it says 429 for no reason of quota. */
    Refusal busy();

    ObjectNode error(int status, String message);

    /** Counts a request, or refuses it and counts nothing. */
    Optional<Refusal> admit(Visit visit);

    /** The answer is over; {@code output} tokens were written. */
    default void ended(Visit visit, int output, Instant now) {}

    default Map<String, String> headers(Visit visit) {
        return Map.of();
    }

    /** What a stream begins with, as SSE comment lines. */
    default String opening() {
        return "";
    }

    /** Where usage stands: in the finish chunk, or in one of its own. */
    default boolean usageInFinishChunk() {
        return false;
    }

    /** What this request costs in micro-dollars. */
    default long bill(Visit visit, int output) {
        return 0;
    }

    /** A page beside the answers: models, key, warm-up. */
    default Optional<JsonNode> page(String path, EmulatedAccount account, Instant now) {
        return path.endsWith("/models") ? Optional.of(modelList()) : Optional.empty();
    }

    default JsonNode modelList() {
        ObjectNode list = Json.object().put("object", "list");
        var data = list.putArray("data");
        for (String model : models()) {
            data.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("created", 0)
                    .put("owned_by", id());
        }
        return list;
    }

    /** Every count there is, by the account and model it is of. */
    Collection<Counted> counts();

    /** A count and what it is of. */
    record Counted(String account, String model, Count count) {}
}
