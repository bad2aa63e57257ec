package dev.freeway.api;

import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.Media;
import dev.freeway.relay.Wishes;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** A request without words, as the query of {@code GET /api/explain} supposes it. */
record Supposed(Ask ask, Wishes wishes) {
    private static final long TOKENS_MAX = 100_000_000;
    private static final long INPUT_DEFAULT = 1_000;

    /** What can be needed beside chat, and in place of it. */
    private static final Map<Ability, Endpoint> NEEDS =
            Map.of(
                    Ability.TOOLS, Endpoint.CHAT,
                    Ability.VISION, Endpoint.CHAT,
                    Ability.JSON, Endpoint.CHAT,
                    Ability.COMPLETION, Endpoint.COMPLETIONS,
                    Ability.EMBEDDING, Endpoint.EMBEDDINGS);

    /**
     * Reads it.
     *
     * @throws Refused where the query holds another word
     */
    static Supposed of(HttpServerRequest http, Bearer bearer) throws Refused {
        MultiMap query = query(http);
        String model = query.get("model");
        if (model == null || model.isBlank()) {
            throw new Refused(Problem.invalid("model", "'model' is missing (expected: a name)"));
        }
        Set<Ability> needs = needs(query);
        Endpoint endpoint =
                needs.stream().map(NEEDS::get).max(Enum::compareTo).orElse(Endpoint.CHAT);
        if (endpoint == Endpoint.CHAT) {
            needs.add(Ability.CHAT);
        }
        long input = tokens(query, "in").orElse(INPUT_DEFAULT);
        Ask ask =
                new Ask(
                        endpoint,
                        model,
                        new Size(input, input, tokens(query, "out"), 1, Media.NONE),
                        needs,
                        Consents.of(http, bearer).demanding(privacy(query)),
                        false,
                        false,
                        Document.EMPTY,
                        Optional.empty());
        return new Supposed(ask, wishes(http, ask, bearer));
    }

    /** What stands behind the question mark. */
    static MultiMap query(HttpServerRequest http) throws Refused {
        try {
            return http.params();
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.invalid("", "The query is not well encoded."));
        }
    }

    private static Set<Ability> needs(MultiMap query) throws Refused {
        Set<Ability> needs = EnumSet.noneOf(Ability.class);
        for (String word : words(query, "needs")) {
            needs.add(
                    NEEDS.keySet().stream()
                            .filter(ability -> id(ability).equals(word))
                            .findFirst()
                            .orElseThrow(() -> unexpected("needs", word, needsKnown())));
        }
        return needs;
    }

    private static String needsKnown() {
        return String.join(", ", NEEDS.keySet().stream().map(Supposed::id).sorted().toList());
    }

    static String id(Ability ability) {
        return ability.name().toLowerCase(Locale.ROOT);
    }

    private static Set<Privacy.Demand> privacy(MultiMap query) throws Refused {
        Set<Privacy.Demand> all = EnumSet.noneOf(Privacy.Demand.class);
        for (String word : words(query, "privacy")) {
            all.addAll(Demands.listed(word));
        }
        return all;
    }

    /** As the request itself would be treated, but for what the query says. */
    private static Wishes wishes(HttpServerRequest http, Ask ask, Bearer bearer) throws Refused {
        Wishes usual = Treatment.of(http, ask, bearer);
        String word = query(http).get("mode");
        if (word == null || word.isEmpty()) {
            return usual;
        }
        Mode mode =
                Mode.of(word)
                        .orElseThrow(() ->
                                unexpected(
                                        "mode",
                                        word,
                                        String.join(
                                                " or ",
                                                Stream.of(Mode.values()).map(Mode::id).toList())));
        return new Wishes(mode, usual.patience(), usual.lot());
    }

    private static String[] words(MultiMap query, String name) {
        String list = query.get(name);
        return list == null || list.isBlank() ? new String[0] : list.strip().split("\\s*,\\s*", -1);
    }

    private static OptionalLong tokens(MultiMap query, String name) throws Refused {
        String number = query.get(name);
        if (number == null || number.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!number.matches("\\d{1,9}") || Long.parseLong(number) > TOKENS_MAX) {
            throw unexpected(name, number, "a number of tokens up to " + TOKENS_MAX);
        }
        return OptionalLong.of(Long.parseLong(number));
    }

    private static Refused unexpected(String name, String found, String expected) {
        return new Refused(
                Problem.invalid(name, "%s: '%s' (expected: %s)".formatted(name, found, expected)));
    }
}
