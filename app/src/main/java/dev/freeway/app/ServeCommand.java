package dev.freeway.app;

import dev.freeway.app.config.BadFile;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.cli.Address;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freeway serve}: the gateway with real providers. */
@Command(
        name = "serve",
        description = {
            "Start the gateway with your own accounts.",
            "Without a file, every usual key variable in the environment is an account."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final String OWNER = "owner";

    private final Environment environment;

    @Option(names = "--config", description = "a YAML file; it is read again when it changes")
    private @Nullable Path file;

    @Option(names = "--port", description = "where to listen, instead of what the file says")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            description = "directory of the ledger, instead of what the file says")
    private @Nullable Path data;

    @Option(names = "--json", description = "print the address as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    ServeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Catalog catalog = Catalog.load();
        ConfigReader reader =
                new ConfigReader(catalog, environment::variable, Main.home(environment));
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        try {
            Config config = withToken(read(reader));
            Running.untilStopped(() -> begin(catalog, reader, config));
            return 0;
        } catch (BadFile e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private Running.Kept begin(Catalog catalog, ConfigReader reader, Config config)
            throws IOException, InterruptedException {
        Network network = Network.open(Runtime.getRuntime().availableProcessors());
        Gateway gateway =
                new Gateway(
                        config,
                        catalog,
                        network,
                        InstantSource.system(),
                        environment.variable(MasterKey.VARIABLE).map(Secret::new));
        URI url = URI.create("http://" + config.host() + ":" + gateway.port());
        config.tokens().stream()
                .filter(Config.Token::operator)
                .findFirst()
                .ifPresent(token -> announce(new Address(url, token.token().reveal())));
        tell(url, config, gateway.accounts(), setupCode(gateway));
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        needsAccounts(gateway, catalog, err);
        if (file != null) {
            new ConfigWatch(file, () -> withToken(read(reader)), gateway::use, err).start();
        }
        return new Running.Kept(
                new Closing(gateway, network, err), gateway::refresh, Optional.empty());
    }

    private record Closing(Gateway gateway, Network network, PrintWriter err)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            err.println("draining: this takes as long as `drain` says, then it closes");
            gateway.leave();
            network.close();
        }
    }

    private Config read(ConfigReader reader) throws BadFile, IOException {
        Config config = file == null ? reader.fromEnvironment() : reader.read(file);
        return config.at(port == null ? config.port() : port, data == null ? config.data() : data);
    }

    /** Until there is one, a gateway only waits for it. */
    private static void needsAccounts(Gateway gateway, Catalog catalog, PrintWriter err) {
        if (gateway.accounts().isEmpty()) {
            err.println(
                    "no accounts yet: ./freeway keys add PROVIDER --shared adds one; so does a key"
                            + " variable such as "
                            + catalog.providers().getFirst().keyVariables().getFirst()
                            + " and a file (--config), at the next start");
        }
    }

    /** Without tokens of the operator's own, one is made at the first start and kept. */
    private static Config withToken(Config config) throws IOException {
        if (!config.tokens().isEmpty()) {
            return config;
        }
        Path kept = config.data().resolve("token");
        Optional<String> old = DataDirectory.read(kept);
        String token = old.orElseGet(Token::fresh);
        if (old.isEmpty()) {
            DataDirectory.writePrivately(kept, token);
        }
        return config.with(List.of(Config.Token.operator(OWNER, token)));
    }

    private void announce(Address address) {
        try {
            environment.announce(address, Optional.empty());
        } catch (IOException e) {
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getErr()
                    .println("other verbs will need --url and --token: " + e.getMessage());
        }
    }

    /** Printed at every start until there is an operator: there is no default password. */
    private static Optional<String> setupCode(Gateway gateway) throws IOException {
        try {
            return gateway.members().entrances().setupCode().map(Secret::reveal);
        } catch (Declined e) {
            throw new IOException("no setup code can be made: " + e.getMessage(), e);
        }
    }

    private void tell(URI url, Config config, List<Account> accounts, Optional<String> setup) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        String over =
                accounts.stream()
                        .map(account -> account.provider().id() + "/" + account.name())
                        .collect(Collectors.joining(", "));
        out.println(
                json
                        ? dev.freeway.wire.Json.object()
                                .put("base_url", url + "/v1")
                                .put("setup_code", setup.orElse(""))
                                .toString()
                        : "Freeway is open at "
                                + url
                                + "/v1"
                                + (over.isEmpty() ? "" : " over " + over)
                                + "\nToken   in "
                                + config.data().resolve("token")
                                + ", or as your file says"
                                + "\nPages   "
                                + url
                                + "/console/"
                                + setup.map(code ->
                                                "\nSetup   ./freeway setup %s --name YOU, or with the code on the pages"
                                                        .formatted(code))
                                        .orElse("")
                                + "\nStop    Ctrl-C");
        out.flush();
    }
}
