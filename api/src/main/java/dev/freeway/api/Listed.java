package dev.freeway.api;

import static java.util.Comparator.naturalOrder;

import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A name that can be asked for, and the most that can be had by it at any offer. Immutable.
 *
 * @param owner the provider, or the gateway where it could be several
 * @param inputTokensMax of one request, its answer included
 * @param outputTokensMax of one answer
 * @param grade the lowest class of those of them that chat; of one that could be any, what is asked
 *     for at least; empty where none chats
 */
public record Listed(
        String id,
        String owner,
        long inputTokensMax,
        long outputTokensMax,
        Set<Model.Ability> abilities,
        Optional<Model.Grade> grade,
        Conditions conditions) {
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
    static final String GATEWAY = "freeway";

    public Listed {
        abilities = Set.copyOf(abilities);
    }

    /** {@code auto} in each form, then every offer by its full and its bare names. */
    static Map<String, Listed> byId(List<Offer> offers, Instant now) {
        Map<String, Listed> listed = new LinkedHashMap<>();
        listed.put(AUTO, any(AUTO, Model.Grade.MEDIUM, offers, now));
        listed.put(AUTO + ":small", any(AUTO + ":small", Model.Grade.SMALL, offers, now));
        List<Offer> best = offers.stream().filter(offer -> isBest(offer.model())).toList();
        if (!best.isEmpty()) {
            listed.put(AUTO + ":best", any(AUTO + ":best", Model.Grade.BEST, best, now));
        }
        for (Offer offer : offers) {
            String provider = offer.account().provider().id();
            listed.merge(offer.id(), of(offer.id(), provider, offer, now), Listed::or);
            offer.model()
                    .names()
                    .forEach(name -> listed.merge(name, of(name, GATEWAY, offer, now), Listed::or));
        }
        return listed;
    }

    /** What leaves the choice among these to the gateway, and asks for that class at least. */
    private static Listed any(String name, Model.Grade floor, List<Offer> offers, Instant now) {
        return offers.stream()
                .map(offer -> of(name, GATEWAY, offer, now))
                .reduce(Listed::or)
                .orElse(of(name))
                .with(floor);
    }

    private static boolean isBest(Model model) {
        return model.chats() && model.merit().grade() == Model.Grade.BEST;
    }

    private static Listed of(String name) {
        return new Listed(name, GATEWAY, 0, 0, Set.of(), Optional.empty(), Conditions.NONE);
    }

    private Listed with(Model.Grade other) {
        return new Listed(
                id,
                owner,
                inputTokensMax,
                outputTokensMax,
                abilities,
                Optional.of(other),
                conditions);
    }

    static Listed of(String id, String owner, Offer offer, Instant now) {
        Model model = offer.model();
        return new Listed(
                id,
                owner,
                model.contextTokensMax(),
                model.outputTokensMax(),
                model.abilities(),
                model.chats() ? Optional.of(model.merit().grade()) : Optional.empty(),
                Conditions.of(offer, now));
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
                Stream.concat(grade.stream(), other.grade.stream()).min(naturalOrder()),
                conditions.or(other.conditions));
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
