package dev.freeway.app;

import dev.freeway.api.SideDoor;
import dev.freeway.app.config.BadFile;
import dev.freeway.app.config.ProviderFile;
import dev.freeway.cli.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freeway demo}: see it work, with no account anywhere. */
@Command(
        name = "demo",
        description = "Start the gateway with every provider's stand-in behind it, on loopback.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String OPENAI = "openai";
    private static final int REPLICAS_MAX = 8;

    private final Environment environment;

    @Option(
            names = "--port",
            defaultValue = "8787",
            description = "where to listen; 0: any free port")
    private int port;

    @Option(
            names = "--env-file",
            description =
                    "write OPENAI_BASE_URL, OPENAI_API_KEY, FREEWAY_EMULATOR_URL, FREEWAY_URL and"
                            + " FREEWAY_ADMIN_TOKEN there once ready")
    private @Nullable Path envFile;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "let the clock of gateway and stand-ins run that many times as fast")
    private double speed;

    @Option(
            names = "--data",
            description = "keep the ledger there; by default it goes with the demo")
    private @Nullable Path data;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "begin at noon (UTC) of that day, under the terms of that day")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--provider",
            paramLabel = "FILE",
            description = {
                "let a provider of your own join, with a stand-in made of its file, which has the"
                        + " form of the catalog's; may stand here again"
            })
    private List<Path> providers = List.of();

    @Option(
            names = "--doors",
            split = ",",
            converter = SideDoorName.class,
            description = "speak these as well: ollama")
    private List<SideDoor> doors = List.of();

    @Option(
            names = "--replicas",
            defaultValue = "1",
            description = "start so many gateways that share every limit, on a PostgreSQL server")
    private int replicas;

    @Option(names = "--json", description = "print address and token as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    DemoCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<ProviderFile> invented = new ArrayList<>();
        try {
            for (Path file : providers) {
                invented.add(ownProvider(file));
            }
        } catch (BadFile e) {
            Objects.requireNonNull(spec).commandLine().getErr().println(e.getMessage());
            return 2;
        }
        if (replicas < 1 || replicas > REPLICAS_MAX) {
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getErr()
                    .println(
                            "--replicas: %d (expected: 1 to %d)".formatted(replicas, REPLICAS_MAX));
            return 2;
        }
        Running.untilStopped(() -> begin(invented));
        return 0;
    }

    private static ProviderFile ownProvider(Path file) throws BadFile, IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + ": cannot be read (expected: a provider's file)");
        }
        ProviderFile read = ProviderFile.read(file);
        String dialect = read.provider().wire().dialect();
        if (!dialect.equals(OPENAI)) {
            throw new IOException(
                    "%s: dialect '%s' (expected: %s, the only one a stand-in is made for)"
                            .formatted(file, dialect, OPENAI));
        }
        return read;
    }

    private Running.Kept begin(List<ProviderFile> invented)
            throws IOException, InterruptedException {
        if (envFile != null) {
            // Whoever waits for it must not read an older demo's.
            Files.deleteIfExists(envFile);
        }
        Path directory = data == null ? Files.createTempDirectory("freeway-demo-") : data;
        ScaledClock clock = new ScaledClock(start(), speed, System::nanoTime);
        Demo demo =
                new Demo(
                        new Demo.Wishes(port, speed, directory, clock)
                                .with(Set.copyOf(doors))
                                .with(invented)
                                .shared(replicas));
        environment.announce(new Address(demo.url(), demo.token()), demo.adminToken());
        tell(demo);
        return new Running.Kept(
                demo, demo::refresh, data == null ? Optional.of(directory) : Optional.empty());
    }

    private Instant start() {
        return asOf == null
                ? InstantSource.system().instant()
                : asOf.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }

    private void tell(Demo demo) throws IOException {
        String variables =
                """
                OPENAI_BASE_URL=%s/v1
                OPENAI_API_KEY=%s
                FREEWAY_EMULATOR_URL=%s
                FREEWAY_URL=%s
                """
                                .formatted(demo.url(), demo.token(), demo.emulatorUrl(), demo.url())
                        + demo.adminToken().map(t -> "FREEWAY_ADMIN_TOKEN=" + t + "\n").orElse("");
        Optional.ofNullable(spec)
                .ifPresent(
                        s -> s.commandLine().getOut().print(json ? asJson(demo) : inWords(demo)));
        Optional.ofNullable(spec).ifPresent(s -> s.commandLine().getOut().flush());
        if (envFile != null) {
            DataDirectory.writePrivately(envFile, variables);
        }
    }

    private static String asJson(Demo demo) {
        return dev.freeway.wire.Json.object()
                        .put("base_url", demo.url() + "/v1")
                        .put("token", demo.token())
                        .put("admin_token", demo.adminToken().orElse(""))
                        .put("emulator_url", demo.emulatorUrl().toString())
                        .put("replicas", demo.urls().size())
                + "\n";
    }

    private static String inWords(Demo demo) {
        return """
        Freeway is open at %s/v1
        Token   %s

        Try     curl %s/v1/chat/completions -H 'Authorization: Bearer %s' \\
                  -H 'Content-Type: application/json' \\
                  -d '{"model":"auto","messages":[{"role":"user","content":"Hello"}]}'
        See     ./freeway quota --watch       (in another terminal)
        Pages   %s/console/, by the token %s
        Hand    ./freeway members add ann --plan personal
        %sBehind  stand-ins of every provider at %s, which count for themselves: GET /_emulator
        Stop    Ctrl-C
        """
                .formatted(
                        demo.url(),
                        demo.token(),
                        demo.url(),
                        demo.token(),
                        demo.url(),
                        demo.adminToken().orElse(demo.token()),
                        replicas(demo),
                        demo.emulatorUrl());
    }

    private static String replicas(Demo demo) {
        List<URI> others = demo.urls().subList(1, demo.urls().size());
        return others.isEmpty()
                ? ""
                : "Shared  with "
                        + others.stream().map(URI::toString).collect(Collectors.joining(", "))
                        + ", on a PostgreSQL server\n";
    }
}
