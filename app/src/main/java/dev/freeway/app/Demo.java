package dev.freeway.app;

import dev.freeway.api.SideDoor;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ProviderFile;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.emulator.EmulatorWorld;
import dev.freeway.emulator.Emulators;
import dev.freeway.emulator.Invention;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gateway with every stand-in behind it, on one clock. */
final class Demo implements AutoCloseable {
    private static final long SEED = 7;

    private final Network network;
    private final Emulators emulators;
    private final Gateway gateway;
    private final String token = Token.fresh();
    private final Optional<String> adminToken;

    /**
     * What a demo is to be like.
     *
     * @param port 0: any free one
     * @param speed of {@code clock} against real time
     * @param patience for a provider's first byte, and half of it between two
     * @param providers those that stand behind it, or none for every one
     * @param invented an operator's own providers, each with a stand-in made of its file
     * @param doors what is to be spoken beside the usual
     */
    record Wishes(
            int port,
            double speed,
            Path data,
            InstantSource clock,
            Duration patience,
            Set<String> providers,
            List<ProviderFile> invented,
            Set<SideDoor> doors) {
        Wishes {
            providers = Set.copyOf(providers);
            invented = List.copyOf(invented);
            doors = Set.copyOf(doors);
        }

        Wishes(int port, double speed, Path data, InstantSource clock) {
            this(port, speed, data, clock, Duration.ofSeconds(20), Set.of());
        }

        Wishes(
                int port,
                double speed,
                Path data,
                InstantSource clock,
                Duration patience,
                Set<String> providers) {
            this(port, speed, data, clock, patience, providers, List.of(), Set.of());
        }

        Wishes with(Set<SideDoor> open) {
            return new Wishes(port, speed, data, clock, patience, providers, invented, open);
        }

        Wishes with(List<ProviderFile> files) {
            return new Wishes(port, speed, data, clock, patience, providers, files, doors);
        }

        boolean wants(EmulatedAccount account) {
            return providers.isEmpty() || providers.contains(account.provider());
        }
    }

    Demo(Wishes wishes) throws IOException {
        Catalog catalog = Catalog.load().with(wishes.invented());
        network = Network.open(2);
        EmulatorWorld world =
                EmulatorWorld.standard(wishes.clock(), wishes.speed(), SEED)
                        .with(inventions(wishes));
        emulators = Emulators.start(network, world, Config.HOST, 0);
        List<Account> accounts =
                world.accounts().stream()
                        .filter(wishes::wants)
                        .map(account -> account(catalog, account))
                        .toList();
        Config.Token operator = Config.Token.operator("demo", token);
        Config config =
                new Config(
                        Config.HOST,
                        wishes.port(),
                        wishes.data(),
                        wishes.patience(),
                        wishes.patience().dividedBy(2),
                        Set.of(),
                        List.of(operator),
                        List.of(),
                        accounts,
                        wishes.doors());
        gateway = new Gateway(config, catalog, network, wishes.clock());
        adminToken = FirstOperator.of(gateway, wishes.data());
    }

    private static List<Invention> inventions(Wishes wishes) {
        return wishes.invented().stream()
                .map(file -> Inventions.of(file, wishes.clock().instant()))
                .toList();
    }

    private Account account(Catalog catalog, EmulatedAccount emulated) {
        Provider provider = catalog.provider(emulated.provider()).orElseThrow();
        Facts facts = catalog.facts(provider, emulated.facts());
        String path = URI.create(facts.fill(provider.baseUrl())).getPath();
        return new Account(
                provider,
                "emulated",
                new Secret(emulated.key()),
                emulators.baseUri() + "/" + provider.id() + path,
                facts,
                Permit.NONE);
    }

    URI url() {
        return URI.create("http://" + Config.HOST + ":" + gateway.port());
    }

    URI emulatorUrl() {
        return emulators.baseUri();
    }

    String token() {
        return token;
    }

    /** Of the operator that a demo sets up; none where somebody else did before. */
    Optional<String> adminToken() {
        return adminToken;
    }

    /** Holds the ledger against what the stand-ins tell of their accounts. */
    void reconcile() {
        gateway.reconcile();
    }

    void refresh() {
        gateway.refresh();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        emulators.close();
        network.close();
    }
}
