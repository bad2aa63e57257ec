package dev.freeway.api;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import java.util.ArrayList;
import java.util.Comparator;
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
 * @param credit what it takes of a credit in micro-dollars at the offer that takes least
 */
public record Listed(
        String id,
        String owner,
        long inputTokensMax,
        long outputTokensMax,
        Set<Model.Ability> abilities,
        Price credit) {
    private static final Set<Model.Ability> TAKING_TEXT =
            EnumSet.of(
                    Model.Ability.CHAT,
                    Model.Ability.COMPLETION,
                    Model.Ability.EMBEDDING,
                    Model.Ability.IMAGE);

    private static final Set<Model.Ability> WRITING =
            EnumSet.of(
                    Model.Ability.CHAT,
                    Model.Ability.COMPLETION,
                    Model.Ability.TRANSCRIPTION,
                    Model.Ability.TRANSLATION);

    private static final String AUTO = "auto";
    private static final String GATEWAY = "freeway";
    private static final Comparator<Price> DEARER =
            Comparator.<Price>comparingLong(
                            price -> price.perMillionInput() + price.perMillionOutput())
                    .thenComparingLong(Price::perRequest)
                    .thenComparingLong(Price::perImage);

    public Listed {
        abilities = Set.copyOf(abilities);
    }

    /** {@code auto}, then every offer by its full and its bare names. */
    static Map<String, Listed> byId(List<Offer> offers) {
        Map<String, Listed> listed = new LinkedHashMap<>();
        listed.put(
                AUTO,
                offers.stream()
                        .map(offer -> of(AUTO, GATEWAY, offer))
                        .reduce(Listed::or)
                        .orElse(new Listed(AUTO, GATEWAY, 0, 0, Set.of(), Price.UNPRICED)));
        for (Offer offer : offers) {
            String provider = offer.account().provider().id();
            listed.merge(offer.id(), of(offer.id(), provider, offer), Listed::or);
            offer.model()
                    .names()
                    .forEach(name -> listed.merge(name, of(name, GATEWAY, offer), Listed::or));
        }
        return listed;
    }

    static Listed of(String id, String owner, Offer offer) {
        Model model = offer.model();
        return new Listed(
                id,
                owner,
                model.contextTokensMax(),
                model.outputTokensMax(),
                model.abilities(),
                credit(offer));
    }

    private static Price credit(Offer offer) {
        return offer.limits().stream()
                .map(Bound::limit)
                .filter(limit -> limit.meter() == Meter.MICRO_DOLLARS)
                .map(Limit::price)
                .findFirst()
                .orElse(Price.UNPRICED);
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
                either,
                DEARER.compare(credit, other.credit) <= 0 ? credit : other.credit);
    }

    /** Whether one of its offers can do that. */
    public boolean can(Model.Ability ability) {
        return abilities.contains(ability);
    }

    /** What it can be given: {@code text}, {@code image}. */
    List<String> takes() {
        List<String> takes = new ArrayList<>();
        if (TAKING_TEXT.stream().anyMatch(this::can)) {
            takes.add("text");
        }
        if (can(Model.Ability.VISION)) {
            takes.add("image");
        }
        if (can(Model.Ability.TRANSCRIPTION)) {
            takes.add("audio");
        }
        return takes;
    }

    /** What it can be asked for: {@code text}, {@code image}, {@code embeddings}. */
    List<String> gives() {
        List<String> gives = new ArrayList<>();
        if (WRITING.stream().anyMatch(this::can)) {
            gives.add("text");
        }
        if (can(Model.Ability.IMAGE)) {
            gives.add("image");
        }
        if (can(Model.Ability.EMBEDDING)) {
            gives.add("embeddings");
        }
        return gives;
    }
}
