package dev.freeway.app;

import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.Fact;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Brought;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.members.OwnAccount;
import dev.freeway.members.OwnAccounts.Wanted;
import dev.freeway.members.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Accounts that members bring, and operators for everybody, as they are asked. Where to is never
 * theirs to say: a gateway that asks wherever a member points it opens the operator's network.
 *
 * @param catalog with the operator's own providers
 */
record BroughtAccounts(Catalog catalog, Config config) {
    /** What may stand in an address without making another of it. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private static final String HTTPS = "https://";

    /** All that are kept and can be asked. */
    List<Account> all(Registry registry) {
        return registry.roster()
                .ownAccounts()
                .filter(own -> !own.shared() || !isConfigured(own.provider(), own.name()))
                .flatMap(own ->
                        registry.ownAccounts().key(own).flatMap(key -> account(own, key)).stream())
                .toList();
    }

    /** The account with that key; empty where its provider is no longer here. */
    Optional<Account> account(OwnAccount own, Secret key) {
        return catalog.provider(own.provider()).map(provider -> account(provider, own, key));
    }

    private Account account(Provider provider, OwnAccount own, Secret key) {
        Facts facts = catalog.facts(provider, own.facts());
        return new Account(
                provider,
                own.shared() ? own.name() : Account.named(own.holder(), own.name()),
                key,
                baseUrl(provider, facts),
                facts,
                own.shared()
                        ? Permit.NONE
                        : Permit.ofMember(own.holder(), new Brought(own.project(), own.order())));
    }

    /** The provider's, or where the operator's own accounts there are pointed to. */
    private String baseUrl(Provider provider, Facts facts) {
        String usual = facts.fill(provider.baseUrl());
        return config.accounts().stream()
                .filter(account -> account.provider().id().equals(provider.id()))
                .findFirst()
                .map(account ->
                        usual.startsWith(HTTPS) ? account.url(usual).toString() : account.baseUrl())
                .orElse(usual);
    }

    /** Declines what cannot be asked, and a key that is an operator's. */
    void check(Wanted wanted) throws Declined {
        Optional<Provider> provider =
                catalog.provider(wanted.provider()).filter(BroughtAccounts::takesKeys);
        if (provider.isEmpty()) {
            throw Declined.invalid(
                    "provider",
                    "provider: '%s' (expected: one of %s)"
                            .formatted(wanted.provider(), String.join(", ", takingKeys())));
        }
        checkFacts(provider.get(), wanted.facts());
        if (wanted.shared() && isConfigured(wanted.provider(), wanted.name())) {
            throw Declined.conflict(
                    "name",
                    "name: '%s' (expected: one that the configuration file has not at %s)"
                            .formatted(wanted.name(), wanted.provider()));
        }
        if (config.accounts().stream().anyMatch(account -> account.key().equals(wanted.key()))) {
            throw Declined.conflict(
                    "key", "key: it is the operator's (expected: one that is not here already)");
        }
    }

    /** The file's word counts: of one name is one account. */
    private boolean isConfigured(String provider, String name) {
        return config.accounts().stream()
                .anyMatch(account ->
                        account.provider().id().equals(provider) && account.name().equals(name));
    }

    private List<String> takingKeys() {
        return catalog.providers().stream()
                .filter(BroughtAccounts::takesKeys)
                .map(Provider::id)
                .toList();
    }

    private static boolean takesKeys(Provider provider) {
        return !provider.keyVariables().isEmpty() && !provider.models().isEmpty();
    }

    private void checkFacts(Provider provider, Map<String, String> said) throws Declined {
        List<Fact> known = catalog.facts(provider);
        for (Map.Entry<String, String> one : said.entrySet()) {
            Optional<Fact> fact =
                    known.stream().filter(f -> f.name().equals(one.getKey())).findFirst();
            boolean good =
                    fact.filter(f -> f.allows(one.getValue())).isPresent()
                            && WORD.matcher(one.getValue()).matches();
            if (!good) {
                throw Declined.invalid(
                        "facts",
                        "facts: '%s' (expected: %s)"
                                .formatted(
                                        one.getKey(),
                                        fact.map(Fact::expected).orElse("one of " + names(known))));
            }
        }
        if (catalog.facts(provider, said).fill(provider.baseUrl()).matches(".*(\\{|//.*//).*")) {
            throw Declined.invalid(
                    "facts",
                    "facts: the address of %s needs one that is not said (expected: of %s)"
                            .formatted(provider.id(), names(known)));
        }
    }

    private static List<String> names(List<Fact> facts) {
        return facts.stream().map(Fact::name).toList();
    }
}
