package dev.freeway.app;

import dev.freeway.api.SideDoor;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.Drain;
import dev.freeway.app.config.Hosting;
import dev.freeway.app.config.ProviderFile;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Permit;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gateway with every stand-in behind it, on one clock. */
final class Demo implements AutoCloseable {
    private static final long SEED = 7;

    private final Network network;
    private final Emulators emulators;
    private final Optional<SharedStore> shared;
    private final List<Gateway> gateways = new ArrayList<>();
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
     * @param strangers accounts that stand-ins know, and the gateway does not
     * @param hosting what serving others needs
     * @param replicas how many gateways share the ledger; several do so on a server of their own
     */
    record Wishes(
            int port,
            double speed,
            Path data,
            InstantSource clock,
            Duration patience,
            Set<String> providers,
            List<ProviderFile> invented,
            Set<SideDoor> doors,
            List<EmulatedAccount> strangers,
            Hosting hosting,
            int replicas) {
        Wishes {
            providers = Set.copyOf(providers);
            invented = List.copyOf(invented);
            doors = Set.copyOf(doors);
            strangers = List.copyOf(strangers);
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
            this(
                    port,
                    speed,
                    data,
                    clock,
                    patience,
                    providers,
                    List.of(),
                    Set.of(),
                    List.of(),
                    Hosting.USUAL.inside(),
                    1);
        }

        Wishes with(Set<SideDoor> open) {
            return new Wishes(
                    port, speed, data, clock, patience, providers, invented, open, strangers,
                    hosting, replicas);
        }

        Wishes with(List<ProviderFile> files) {
            return new Wishes(
                    port, speed, data, clock, patience, providers, files, doors, strangers, hosting,
                    replicas);
        }

        Wishes knowing(List<EmulatedAccount> others) {
            return new Wishes(
                    port, speed, data, clock, patience, providers, invented, doors, others, hosting,
                    replicas);
        }

        Wishes with(Hosting other) {
            return new Wishes(
                    port, speed, data, clock, patience, providers, invented, doors, strangers,
                    other, replicas);
        }

        Wishes shared(int by) {
            return new Wishes(
                    port, speed, data, clock, patience, providers, invented, doors, strangers,
                    hosting, by);
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
        emulators = Emulators.start(network, world.knowing(wishes.strangers()), Config.HOST, 0);
        List<Account> accounts =
                world.accounts().stream()
                        .filter(wishes::wants)
                        .map(account ->
                                StandInAccount.of(
                                        catalog, account, emulators.baseUri(), Permit.NONE))
                        .toList();
        shared =
                wishes.replicas() > 1
                        ? Optional.of(SharedStore.start(wishes.data()))
                        : Optional.empty();
        Optional<Secret> master =
                shared.isPresent() ? Optional.of(MasterKey.kept(wishes.data())) : Optional.empty();
        for (int replica = 0; replica < wishes.replicas(); replica++) {
            int port = wishes.port() == 0 ? 0 : wishes.port() + replica;
            gateways.add(
                    new Gateway(
                            config(wishes, port, accounts),
                            catalog,
                            network,
                            wishes.clock(),
                            master));
        }
        adminToken = FirstOperator.of(gateways.getFirst(), wishes.data());
    }

    private Config config(Wishes wishes, int port, List<Account> accounts) {
        return new Config(
                Config.HOST,
                port,
                wishes.data(),
                shared.map(SharedStore::server),
                wishes.patience(),
                wishes.patience().dividedBy(2),
                Drain.USUAL,
                Set.of(),
                List.of(Config.Token.operator("demo", token)),
                List.of(),
                accounts,
                wishes.doors(),
                wishes.hosting());
    }

    private static List<Invention> inventions(Wishes wishes) {
        return wishes.invented().stream()
                .map(file -> Inventions.of(file, wishes.clock().instant()))
                .toList();
    }

    URI url() {
        return urls().getFirst();
    }

    /** Of every replica. */
    List<URI> urls() {
        return gateways.stream()
                .map(gateway -> URI.create("http://" + Config.HOST + ":" + gateway.port()))
                .toList();
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
        gateways.getFirst().reconcile();
    }

    /** Looks now whether somebody is to be told of a limit, at every replica. */
    void alert() throws InterruptedException {
        for (Gateway gateway : gateways) {
            gateway.alert();
        }
    }

    void refresh() {
        gateways.forEach(Gateway::refresh);
    }

    @Override
    public void close() throws IOException {
        for (Gateway gateway : gateways) {
            gateway.close();
        }
        if (shared.isPresent()) {
            shared.get().close();
        }
        emulators.close();
        network.close();
    }
}
