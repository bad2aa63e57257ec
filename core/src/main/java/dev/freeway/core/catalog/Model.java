package dev.freeway.core.catalog;

import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model as a provider offers it.
 *
 * @param id as the provider spells it
 * @param names bare names it also answers to, shared with other providers' same model
 * @param tier the provider's own class of it, or empty
 * @param contextTokensMax input and output together
 * @param outputTokensMax of one answer
 * @param outputTokensDefault asked for where the client sets no bound, so that a reservation is
 *     finite
 * @param abilities what it can do
 * @param when on which days it is offered
 * @param prices what it costs, by the meters that have no price of their own
 * @param merit what it is beside other models
 */
public record Model(
        String id,
        List<String> names,
        String tier,
        long contextTokensMax,
        long outputTokensMax,
        long outputTokensDefault,
        Set<Ability> abilities,
        Condition when,
        Map<Meter, Price> prices,
        Merit merit) {
    public Model {
        names = List.copyOf(names);
        abilities = quickToAsk(abilities);
        prices = Map.copyOf(prices);
        if (outputTokensDefault > outputTokensMax || outputTokensMax > contextTokensMax) {
            throw new IllegalArgumentException(
                    id
                            + " tokens: default "
                            + outputTokensDefault
                            + ", most "
                            + outputTokensMax
                            + ", context "
                            + contextTokensMax
                            + " (expected: in rising order)");
        }
    }

    private static Set<Ability> quickToAsk(Set<Ability> abilities) {
        Set<Ability> copy = EnumSet.noneOf(Ability.class);
        copy.addAll(abilities);
        return Collections.unmodifiableSet(copy);
    }

    /** One that is always offered and costs nothing. */
    public Model(
            String id,
            List<String> names,
            long contextTokensMax,
            long outputTokensMax,
            long outputTokensDefault,
            Set<Ability> abilities,
            long tokensPerSecond) {
        this(
                id,
                names,
                "",
                contextTokensMax,
                outputTokensMax,
                outputTokensDefault,
                abilities,
                Condition.ALWAYS,
                Map.of(),
                Merit.unrated(tokensPerSecond));
    }

    /** How good a model's answers are; the rules are in {@code docs/reference/models.md}. */
    public enum Grade {
        SMALL,
        MEDIUM,
        BEST;

        /** The class of that name in a catalog file. */
        public static Grade of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }

        /** The name in files, model names and answers: {@code medium}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a model is beside others.
     *
     * @param grade its class
     * @param standsFor bare names of the models it may stand in for, where a client allows that
     * @param tokensPerSecond typical pace of output, for {@code :fastest}
     */
    public record Merit(Grade grade, Set<String> standsFor, long tokensPerSecond) {
        public Merit {
            standsFor = Set.copyOf(standsFor);
        }

        /** Of a model that nobody rated: neither kept from {@code auto} nor called the best. */
        public static Merit unrated(long tokensPerSecond) {
            return new Merit(Grade.MEDIUM, Set.of(), tokensPerSecond);
        }
    }

    /** What a model can do. */
    public enum Ability {
        CHAT,
        COMPLETION,
        EMBEDDING,
        IMAGE,
        /** Speech into text, in the language spoken. */
        TRANSCRIPTION,
        /** Speech into English text. */
        TRANSLATION,
        TOOLS,
        VISION,
        JSON
    }

    /** The same, as somebody else names, groups and prices it. */
    public Model countedAs(String otherId, String otherTier, Map<Meter, Price> otherPrices) {
        return new Model(
                otherId,
                names,
                otherTier,
                contextTokensMax,
                outputTokensMax,
                outputTokensDefault,
                abilities,
                when,
                otherPrices,
                merit);
    }

    /** Whether it writes answers, so that its class says something. */
    public boolean chats() {
        return abilities.contains(Ability.CHAT);
    }

    /** What a request to it takes of a meter; empty where nobody says. */
    public Optional<Price> price(Meter meter) {
        return meter.priced()
                ? Optional.ofNullable(prices.get(meter))
                : Optional.of(Price.of(meter));
    }

    /** List price of a million tokens of output in micro-dollars; 0: free. */
    public long microDollarsPerMillion() {
        return price(Meter.MICRO_DOLLARS).map(Price::perMillionOutput).orElse(0L);
    }

    /** Whether a client that asks for {@code name} may get this model. */
    public boolean answersTo(String name) {
        return id.equals(name) || names.contains(name);
    }
}
