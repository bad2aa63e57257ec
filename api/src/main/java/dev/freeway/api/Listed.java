package dev.freeway.api;

import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A name that can be asked for, and the most that can be had by it at any offer. Immutable.
 *
 * @param owner the provider, or the gateway where it could be several
 * @param inputTokensMax of one request, its answer included
 * @param outputTokensMax of one answer
 */
public record Listed(
        String id,
        String owner,
        long inputTokensMax,
        long outputTokensMax,
        Set<Model.Ability> abilities) {
    private static final String AUTO = "auto";
    private static final String GATEWAY = "freeway";

    public Listed {
        abilities = Set.copyOf(abilities);
    }

    /** {@code auto}, then every offer by its full and its bare names. */
    static Map<String, Listed> byId(List<Offer> offers) {
        Map<String, Listed> listed = new LinkedHashMap<>();
        listed.put(AUTO, new Listed(AUTO, GATEWAY, 0, 0, Set.of()));
        for (Offer offer : offers) {
            Model model = offer.model();
            String provider = offer.account().provider().id();
            listed.merge(AUTO, of(AUTO, GATEWAY, model), Listed::or);
            listed.merge(offer.id(), of(offer.id(), provider, model), Listed::or);
            model.names().forEach(name -> listed.merge(name, of(name, GATEWAY, model), Listed::or));
        }
        return listed;
    }

    static Listed of(String id, String owner, Model model) {
        return new Listed(
                id, owner, model.contextTokensMax(), model.outputTokensMax(), model.abilities());
    }

    Listed or(Listed other) {
        Set<Model.Ability> either = EnumSet.noneOf(Model.Ability.class);
        either.addAll(abilities);
        either.addAll(other.abilities);
        return new Listed(
                id,
                owner,
                Math.max(inputTokensMax, other.inputTokensMax),
                Math.max(outputTokensMax, other.outputTokensMax),
                either);
    }

    /** Whether one of its offers can do that. */
    public boolean can(Model.Ability ability) {
        return abilities.contains(ability);
    }
}
