package dev.freeway.bench.yield;

import dev.freeway.app.config.Catalog;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
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
import java.util.stream.Stream;

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

    private static final List<String> FIVE =
            List.of("openrouter", "cerebras", "cloudflare", "gemini", "groq");

    static final List<String> NAMES = List.of("today", "seed-2026-02", "five", "scarce", "month");

    /** The world of that name; empty if there is none. */
    static Optional<World> of(String name, Catalog catalog) {
        return Optional.ofNullable(
                switch (name) {
                    case "today" -> days(name, catalog, standard(FIVE, "nvidia", "openai"), TODAY);
                    case "seed-2026-02" ->
                            days(
                                    name,
                                    catalog,
                                    standard(FIVE, "github-models", "openai"),
                                    FEBRUARY);
                    case "five" -> days(name, catalog, standard(FIVE), TODAY);
                    case "scarce" ->
                            days(name, catalog, poor(List.of("cloudflare", "gemini")), TODAY);
                    case "month" ->
                            of(
                                    name,
                                    catalog,
                                    poor(
                                            List.of(
                                                    "huggingface",
                                                    "vercel",
                                                    "hyperbolic",
                                                    "fireworks")),
                                    TODAY,
                                    MONTH);
                    default -> null;
                });
    }

    /** The same for so long. */
    World lasting(Duration other) {
        return new World(name, start, other, accounts, offers);
    }

    private static World days(
            String name, Catalog catalog, List<EmulatedAccount> accounts, Instant start) {
        return of(name, catalog, accounts, start, DAYS);
    }

    private static List<EmulatedAccount> standard(List<String> some, String... more) {
        return EmulatorWorld.standard(() -> TODAY, 1, 0).accounts().stream()
                .filter(account ->
                        some.contains(account.provider())
                                || List.of(more).contains(account.provider()))
                .toList();
    }

    /** And OpenRouter, where nothing was ever bought. */
    private static List<EmulatedAccount> poor(List<String> some) {
        EmulatedAccount poor = new EmulatedAccount("openrouter", "poor", Map.of());
        return Stream.concat(standard(some).stream(), Stream.of(poor)).toList();
    }

    private static World of(
            String name,
            Catalog catalog,
            List<EmulatedAccount> accounts,
            Instant start,
            Duration length) {
        List<Offer> offers = new ArrayList<>();
        for (EmulatedAccount emulated : accounts) {
            Account account = account(catalog, emulated);
            account.provider().models().stream()
                    .filter(Model::chats)
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
