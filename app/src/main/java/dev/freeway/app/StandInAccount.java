package dev.freeway.app;

import dev.freeway.app.config.Catalog;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.emulator.EmulatedAccount;
import java.net.URI;

/** An account whose provider's stand-in is asked in its place. */
public final class StandInAccount {
    private StandInAccount() {}

    /**
     * The account as a gateway has it.
     *
     * @param emulators where all stand-ins are, each under its provider's id
     * @param permit what the operator allows of it
     */
    public static Account of(
            Catalog catalog, EmulatedAccount emulated, URI emulators, Permit permit) {
        Provider provider = catalog.provider(emulated.provider()).orElseThrow();
        Facts facts = catalog.facts(provider, emulated.facts());
        String path = URI.create(facts.fill(provider.baseUrl())).getPath();
        return new Account(
                provider,
                "emulated",
                new Secret(emulated.key()),
                emulators + "/" + provider.id() + path,
                facts,
                permit);
    }
}
