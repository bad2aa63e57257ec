package dev.freeway.app.config;

import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.member.Plan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The providers and plans that come with the program, and an operator's own.
 *
 * @param facts what may be said of an account, by provider id
 */
public record Catalog(List<Provider> providers, Map<String, List<Fact>> facts, List<Plan> plans) {
    public Catalog {
        providers = List.copyOf(providers);
        facts = Map.copyOf(facts);
        plans = List.copyOf(plans);
    }

    /** Reads every file there is. That they keep to their schema is checked by a test, not here. */
    public static Catalog load() {
        return CatalogReader.read();
    }

    /** The same with these in it, each in place of the one that has its id. */
    public Catalog with(List<ProviderFile> own) {
        Map<String, Provider> byId = new LinkedHashMap<>();
        Map<String, List<Fact>> said = new HashMap<>(facts);
        providers.forEach(provider -> byId.put(provider.id(), provider));
        for (ProviderFile file : own) {
            byId.put(file.provider().id(), file.provider());
            said.put(file.provider().id(), file.facts());
        }
        return new Catalog(List.copyOf(byId.values()), said, plans);
    }

    public Optional<Provider> provider(String id) {
        return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    public Optional<Plan> plan(String id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    /** What is said of an account there, and what holds where nothing is said. */
    public Facts facts(Provider provider, Map<String, String> said) {
        Map<String, String> all = new HashMap<>();
        facts(provider).forEach(fact -> all.put(fact.name(), fact.otherwise()));
        all.putAll(said);
        return Facts.of(all);
    }

    /** What may be said of an account there. */
    public List<Fact> facts(Provider provider) {
        return facts.getOrDefault(provider.id(), List.of());
    }
}
