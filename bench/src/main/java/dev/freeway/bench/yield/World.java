package dev.freeway.bench.yield;

import dev.freeway.app.config.Catalog;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.emulator.EmulatorWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts somebody has, and the days they are used on.
 *
 * @param accounts as the stand-ins know them
 * @param offers as the catalog describes them, those for chat
 */
record World(
        String name,
        Instant start,
        Duration length,
        List<EmulatedAccount> accounts,
        List<Offer> offers) {
    private static final Instant TODAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-16T00:00:00Z");
    private static final Duration DAYS = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(31);

    static final List<String> NAMES = List.of("today", "seed-2026-02", "five", "scarce", "month");

    /** The world of that name. */
    static Optional<World> of(String name, Catalog catalog) {
        return switch (name) {
            case "today" ->
                    Optional.of(
                            of(
                                    name,
                                    catalog,
                                    TODAY,
                                    DAYS,
                                    standard(
                                            "openrouter",
                                            "cerebras",
                                            "cloudflare",
                                            "gemini",
                                            "nvidia",
                                            "openai",
                                            "groq")));
            case "seed-2026-02" ->
                    Optional.of(
                            of(
                                    name,
                                    catalog,
                                    FEBRUARY,
                                    DAYS,
                                    standard(
                                            "openrouter",
                                            "cerebras",
                                            "github-models",
                                            "cloudflare",
                                            "gemini",
                                            "openai",
                                            "groq")));
            case "five" ->
                    Optional.of(
                            of(
                                    name,
                                    catalog,
                                    TODAY,
                                    DAYS,
                                    standard(
                                            "openrouter",
                                            "cerebras",
                                            "cloudflare",
                                            "gemini",
                                            "groq")));
            case "scarce" ->
                    Optional.of(
                            of(
                                    name,
                                    catalog,
                                    TODAY,
                                    DAYS,
                                    with(
                                            standard("cloudflare", "gemini"),
                                            new EmulatedAccount("openrouter", "poor", Map.of()))));
            case "month" ->
                    Optional.of(
                            of(
                                    name,
                                    catalog,
                                    TODAY,
                                    MONTH,
                                    with(
                                            standard(
                                                    "huggingface",
                                                    "vercel",
                                                    "hyperbolic",
                                                    "fireworks"),
                                            new EmulatedAccount("openrouter", "poor", Map.of()))));
            default -> Optional.empty();
        };
    }

    private static List<EmulatedAccount> standard(String... providers) {
        List<String> wanted = List.of(providers);
        return EmulatorWorld.standard(() -> TODAY, 1, 0).accounts().stream()
                .filter(account -> wanted.contains(account.provider()))
                .toList();
    }

    private static List<EmulatedAccount> with(List<EmulatedAccount> some, EmulatedAccount more) {
        List<EmulatedAccount> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    private static World of(
            String name,
            Catalog catalog,
            Instant start,
            Duration length,
            List<EmulatedAccount> accounts) {
        List<Offer> offers = new ArrayList<>();
        for (EmulatedAccount emulated : accounts) {
            Account account = account(catalog, emulated);
            account.provider().models().stream()
                    .filter(model -> model.abilities().contains(Ability.CHAT))
                    .filter(model -> model.when().holds(account.facts(), start))
                    .map(model -> Offer.of(account, model, start))
                    .filter(offer -> !offer.limits().isEmpty())
                    .forEach(offers::add);
        }
        return new World(name, start, length, accounts, offers);
    }

    private static Account account(Catalog catalog, EmulatedAccount emulated) {
        Provider provider = catalog.provider(emulated.provider()).orElseThrow();
        Facts facts = catalog.facts(provider, emulated.facts());
        return new Account(
                provider,
                "bench",
                new Secret(emulated.key()),
                provider.baseUrl(),
                facts,
                Permit.NONE);
    }
}
