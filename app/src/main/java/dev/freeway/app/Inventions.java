package dev.freeway.app;

import dev.freeway.app.config.ProviderFile;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Charge;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import dev.freeway.emulator.Invention;
import dev.freeway.emulator.Invention.Shape;
import dev.freeway.emulator.Invention.Tariff;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Describes an operator's own provider to the emulator: what of its file holds for the usual facts
 * at one time.
 */
record Inventions(Provider provider, Facts facts, Instant now) {
    private static final String KEY = "emulated";

    /** What a stand-in has to know of the provider in that file. */
    static Invention of(ProviderFile file, Instant now) {
        Map<String, String> usual = new HashMap<>();
        file.facts().forEach(fact -> usual.put(fact.name(), fact.otherwise()));
        return new Inventions(file.provider(), Facts.of(usual), now).invention();
    }

    private Invention invention() {
        return new Invention(
                provider.id(),
                KEY,
                paths(),
                provider.models().stream()
                        .filter(model -> model.when().holds(facts, now))
                        .map(this::model)
                        .toList());
    }

    /** As they are asked for where the account points at a stand-in. */
    private Map<String, String> paths() {
        String path = URI.create(facts.fill(provider.baseUrl())).getPath();
        Account account =
                new Account(
                        provider,
                        KEY,
                        new Secret(KEY),
                        "http://" + KEY + "/" + provider.id() + path,
                        facts,
                        Permit.NONE);
        return provider.wire().paths().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, one -> account.url(one.getValue()).getPath()));
    }

    private Invention.Model model(Model model) {
        return new Invention.Model(
                model.id(),
                Math.toIntExact(model.outputTokensMax()),
                Math.toIntExact(model.merit().tokensPerSecond()),
                tariffs(model),
                provider.terms().clauses().stream()
                        .filter(clause -> clause.covers(model))
                        .filter(clause -> clause.when().holds(facts, now))
                        .map(clause -> limit(clause, model))
                        .toList(),
                tolls(model));
    }

    private static Map<String, Tariff> tariffs(Model model) {
        Map<String, Tariff> tariffs = new HashMap<>();
        model.prices()
                .forEach((meter, price) ->
                        tariffs.put(
                                meter.id(),
                                new Tariff(
                                        price.perRequest(),
                                        price.perMillionInput(),
                                        price.perMillionOutput(),
                                        price.perImage(),
                                        price.perAudioMinute())));
        return tariffs;
    }

    /** A gate before some abilities charges for these; one that is shut for everything. */
    private List<Set<String>> tolls(Model model) {
        return provider.terms().gates().stream()
                .filter(gate -> gate.covers(model))
                .filter(gate -> !gate.without().isEmpty() || !gate.when().holds(facts, now))
                .map(gate ->
                        gate.without().stream()
                                .map(ability -> ability.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet()))
                .toList();
    }

    private static Invention.Limit limit(Clause clause, Model model) {
        String subject =
                switch (clause.per()) {
                    case ACCOUNT -> "*";
                    case MODEL -> model.id();
                    case MODEL_GROUP, TIER -> model.tier();
                };
        return new Invention.Limit(
                clause.limit().id(),
                clause.limit().meter().id(),
                subject,
                shape(clause.limit().counter()),
                clause.limit().charge() != Charge.SETTLE);
    }

    private static Shape shape(Counter counter) {
        return switch (counter) {
            case Window window -> window(window);
            case Bucket(long capacity, long refill, var period) ->
                    new Shape.Bucket(capacity, refill, period);
            case Pot(long amount, _) -> new Shape.Pot(amount);
            case Slots(long amount) -> new Shape.Slots(amount);
            case Cap(long amount) -> new Shape.Cap(amount);
            case Undisclosed(Counter prior) -> shape(prior);
        };
    }

    private static Shape window(Window window) {
        return switch (window.anchor()) {
            case Anchor.Rolling() -> new Shape.Rolling(window.amount(), window.period());
            case Anchor.FirstUse() -> new Shape.FirstUse(window.amount(), window.period());
            case Anchor.Calendar(var unit, var zone) ->
                    new Shape.Calendar(window.amount(), Invention.Piece.valueOf(unit.name()), zone);
        };
    }
}
