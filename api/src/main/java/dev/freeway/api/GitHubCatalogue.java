package dev.freeway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** What there is, in the form of GitHub Models' catalogue. */
final class GitHubCatalogue {
    private static final String OWN_TIER = "custom";
    private final String address;

    /**
     * @param address under which a model's page is found by its id
     */
    GitHubCatalogue(String address) {
        this.address = address;
    }

    ArrayNode of(Menu menu) {
        Map<String, Listed> listed = new LinkedHashMap<>(menu.planned());
        Map<String, String> tiers = new LinkedHashMap<>();
        listed.keySet().forEach(id -> tiers.put(id, menu.tier(id)));
        for (Offer offer : menu.offers()) {
            String id = id(offer);
            listed.merge(id, menu.listed(id, offer), Listed::or);
            tiers.putIfAbsent(id, menu.tier(id, offer.model()));
        }
        ArrayNode catalogue = Json.array();
        listed.forEach((id, model) -> catalogue.add(entry(model, tiers.getOrDefault(id, ""))));
        return catalogue;
    }

    /** Always {@code publisher/name}; where a provider names no publisher, it stands for it. */
    private static String id(Offer offer) {
        String id = offer.model().id();
        return id.contains("/") ? id : offer.id();
    }

    private ObjectNode entry(Listed model, String tier) {
        String publisher = model.id().substring(0, model.id().indexOf('/'));
        String name = model.id().substring(publisher.length() + 1);
        ObjectNode entry = Json.object();
        entry.put("id", model.id());
        entry.put("name", name);
        entry.put("publisher", publisher);
        entry.put("registry", model.owner());
        entry.put("summary", "%s of %s, over %s".formatted(name, publisher, model.owner()));
        entry.put("html_url", address + model.id());
        entry.put("version", "");
        capabilities(model, entry.putArray("capabilities"));
        entry.putObject("limits")
                .put("max_input_tokens", model.inputTokensMax())
                .put("max_output_tokens", model.outputTokensMax());
        entry.put("rate_limit_tier", tier.isEmpty() ? OWN_TIER : tier);
        modalities(model, entry);
        return entry;
    }

    private static void capabilities(Listed model, ArrayNode capabilities) {
        if (model.can(Model.Ability.CHAT)) {
            capabilities.add("streaming");
        }
        if (model.can(Model.Ability.TOOLS)) {
            capabilities.add("tool-calling");
        }
    }

    private static void modalities(Listed model, ObjectNode entry) {
        ArrayNode input = entry.putArray("supported_input_modalities");
        model.takes().forEach(input::add);
        ArrayNode tags = entry.putArray("tags");
        if (model.can(Model.Ability.VISION)) {
            tags.add("multimodal");
        }
        ArrayNode output = entry.putArray("supported_output_modalities");
        model.gives().forEach(output::add);
    }
}
