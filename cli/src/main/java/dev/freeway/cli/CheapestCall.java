package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The least that can be asked of a provider: a word, of its cheapest model, for one token.
 *
 * @param path where to ask
 * @param model the model's id at the provider
 * @param request as it is sent
 */
record CheapestCall(String path, String model, ObjectNode request) {
    private static final String WORD = "Hi";

    /**
     * The call to that provider; empty where it offers neither chat nor embeddings.
     *
     * @param provider of {@code GET /api/providers}
     * @param account the only one that may be asked, or empty for any
     */
    static Optional<CheapestCall> to(JsonNode provider, String account, HttpCall gateway)
            throws Failed {
        Set<String> listed = new HashSet<>();
        gateway.get("/v1/models")
                .path("data")
                .forEach(model -> listed.add(model.path("id").asText()));
        String id = provider.path("id").asText();
        String prefix = id + (account.isEmpty() ? "" : "@" + account) + "/";
        return cheapest(provider, "chat", listed)
                .map(model -> chat(prefix, model))
                .or(() ->
                        cheapest(provider, "embedding", listed)
                                .map(model -> embedding(prefix, model)));
    }

    /** By list price, then as the catalog has them; one that cannot be asked only as a last one. */
    private static Optional<String> cheapest(
            JsonNode provider, String ability, Set<String> listed) {
        List<JsonNode> able = new ArrayList<>();
        for (JsonNode model : provider.path("models")) {
            if (model.path("can").toString().contains('"' + ability + '"')) {
                able.add(model);
            }
        }
        String prefix = provider.path("id").asText() + "/";
        return able.stream()
                .min(
                        Comparator.<JsonNode, Boolean>comparing(model ->
                                        !listed.contains(prefix + model.path("id").asText()))
                                .thenComparingLong(model ->
                                        model.path("micro_dollars_per_million_output").asLong()))
                .map(model -> model.path("id").asText());
    }

    private static CheapestCall chat(String prefix, String model) {
        ObjectNode request = Json.object().put("model", prefix + model).put("max_tokens", 1);
        request.putArray("messages").addObject().put("role", "user").put("content", WORD);
        return new CheapestCall("/v1/chat/completions", model, request);
    }

    private static CheapestCall embedding(String prefix, String model) {
        return new CheapestCall(
                "/v1/embeddings",
                model,
                Json.object().put("model", prefix + model).put("input", WORD));
    }
}
