package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Model;
import dev.freeway.wire.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks a server of one's own which models it has. Thread-safe. */
public final class Discovery {
    /** Of a start on a busy machine; a server that is not there says so at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long CONTEXT = 32_768;
    private static final long OUTPUT = 4_096;
    private static final Set<Model.Ability> TALKS =
            EnumSet.of(
                    Model.Ability.CHAT,
                    Model.Ability.COMPLETION,
                    Model.Ability.TOOLS,
                    Model.Ability.JSON);

    private final AccountPages pages;

    public Discovery(Network network) {
        this.pages = new AccountPages(network, PATIENCE);
    }

    /** The models it lists now; none where it does not answer. Waits for the answer. */
    public List<Model> models(Account account) {
        return pages.get(account.url("/models").toString(), account.key())
                .map(Discovery::read)
                .orElse(List.of());
    }

    static List<Model> read(JsonNode list) {
        List<Model> models = new ArrayList<>();
        for (JsonNode said : list.path("data")) {
            String id = said.path("id").asText("");
            if (!id.isEmpty()) {
                models.add(model(id, context(said)));
            }
        }
        return models;
    }

    /** As vLLM, llama.cpp and others say it; few say it at all. */
    private static long context(JsonNode said) {
        return Optional.of(said.path("max_model_len"))
                .filter(JsonNode::isNumber)
                .or(() -> Optional.of(said.path("context_length")).filter(JsonNode::isNumber))
                .or(() -> Optional.of(said.at("/meta/n_ctx_train")).filter(JsonNode::isNumber))
                .map(JsonNode::asLong)
                .filter(tokens -> tokens > 0)
                .orElse(CONTEXT);
    }

    private static Model model(String id, long context) {
        if (id.toLowerCase(java.util.Locale.ROOT).contains("embed")) {
            return new Model(id, List.of(), context, 0, 0, Set.of(Model.Ability.EMBEDDING), 0);
        }
        return new Model(id, List.of(), context, context, Math.min(OUTPUT, context), TALKS, 0);
    }
}
