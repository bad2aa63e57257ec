package dev.freeway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.app.Gateway;
import dev.freeway.app.StandInAccount;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.Drain;
import dev.freeway.app.config.Hosting;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Terms;
import dev.freeway.core.member.Habits;
import dev.freeway.core.member.Plan;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.emulator.EmulatorWorld;
import dev.freeway.emulator.Emulators;
import dev.freeway.store.PostgresServer;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.Network;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@code share [ATTEMPTS] [REPLICAS] [CLIENTS]}: clients of several gateways on one PostgreSQL
 * server ask for far more than five kinds of limits give; the stand-ins judge by their own counts.
 */
final class Sharing {
    private static final String HOST = "127.0.0.1";
    private static final String TOKEN = "fw_bench_bench_bench";

    /** To when GitHub Models still answered. */
    private static final Duration BACK = Duration.ofDays(150);

    /** By a bucket, a calendar day, a day's pool, a first use, and places with a rolling minute. */
    private static final List<String> MODELS =
            List.of(
                    "groq/openai/gpt-oss-20b",
                    "cloudflare/@cf/meta/llama-3.2-3b-instruct",
                    "openai/gpt-5-nano-2025-08-07",
                    "vercel/openai/gpt-4o-mini",
                    "github-models/microsoft/phi-4");

    private final long attempts;
    private final AtomicLong begun = new AtomicLong();
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();

    private Sharing(long attempts) {
        this.attempts = attempts;
    }

    static void run(String[] args) throws Exception {
        long attempts = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        int replicas = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        int clients = args.length > 2 ? Integer.parseInt(args[2]) : 64;
        try (Network network = Network.open(2);
                EmbeddedPostgres server = EmbeddedPostgres.start()) {
            InstantSource clock = () -> InstantSource.system().instant().minus(BACK);
            EmulatorWorld standard = EmulatorWorld.standard(clock, 1_000, 7);
            Set<String> wanted = Set.of("groq", "cloudflare", "openai", "vercel", "github-models");
            List<EmulatedAccount> accounts =
                    standard.accounts().stream()
                            .filter(account -> wanted.contains(account.provider()))
                            .toList();
            try (Emulators emulators =
                    Emulators.start(
                            network, new EmulatorWorld(clock, 1_000, 7, accounts), HOST, 0)) {
                List<Gateway> gateways = new ArrayList<>();
                for (int i = 0; i < replicas; i++) {
                    Config config = config(server, accounts, emulators.baseUri());
                    gateways.add(new Gateway(config, catalog(), network, clock));
                }
                new Sharing(attempts).ask(gateways, clients);
                judge(emulators.baseUri());
                for (Gateway gateway : gateways) {
                    gateway.close();
                }
            }
        }
    }

    /** Ours, and a plan that limits nothing: what is measured are the providers' limits. */
    private static Catalog catalog() {
        Catalog ours = Catalog.load();
        Plan open = Plan.of("bench", Terms.of(List.of()), Habits.NONE);
        return new Catalog(ours.providers(), ours.facts(), List.of(open));
    }

    private static Config config(
            EmbeddedPostgres server, List<EmulatedAccount> accounts, URI emulators)
            throws IOException {
        Catalog catalog = catalog();
        URI store =
                URI.create(
                        "postgresql://postgres@%s:%d/postgres".formatted(HOST, server.getPort()));
        return new Config(
                HOST,
                0,
                Files.createTempDirectory("freeway-bench-"),
                Optional.of(new PostgresServer(store)),
                Config.FIRST_BYTE,
                Config.IDLE,
                Drain.USUAL,
                Set.of(),
                List.of(
                        new Config.Token(
                                "bench", new Secret(TOKEN), "bench", true, Set.of(), Habits.NONE)),
                List.of(),
                accounts.stream()
                        .map(account -> StandInAccount.of(catalog, account, emulators, permit()))
                        .toList(),
                Set.of(),
                Hosting.USUAL);
    }

    /** Asked although its provider is retired: at the time of this run one was not yet. */
    private static Permit permit() {
        return new Permit(
                true,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private void ask(List<Gateway> gateways, int clients) throws InterruptedException {
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (Gateway gateway : gateways) {
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            URI chat =
                    URI.create("http://%s:%d/v1/chat/completions".formatted(HOST, gateway.port()));
            for (int i = 0; i < clients; i++) {
                threads.add(Thread.ofVirtual().start(() -> ask(http, chat)));
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d attempts by %d clients of each of %d gateways in %.1f s (%.0f/s): %s%n",
                attempts, clients, gateways.size(), seconds, attempts / seconds, answers);
    }

    private void ask(HttpClient http, URI chat) {
        for (long n = begun.getAndIncrement(); n < attempts; n = begun.getAndIncrement()) {
            String body =
                    "{\"model\":\"%s\",\"max_tokens\":4,\"messages\":[{\"role\":\"user\",\"content\":\"Hi [[pace=fast]] [[out=4]]\"}]}"
                            .formatted(MODELS.get((int) (n % MODELS.size())));
            HttpRequest request =
                    HttpRequest.newBuilder(chat)
                            .header("authorization", "Bearer " + TOKEN)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            try {
                int status =
                        http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                answers.computeIfAbsent(status, _ -> new LongAdder()).increment();
            } catch (IOException e) {
                answers.computeIfAbsent(-1, _ -> new LongAdder()).increment();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void judge(URI emulators) throws Exception {
        try (HttpCall call = new HttpCall(emulators, "")) {
            JsonNode providers = call.get("/_emulator").path("providers");
            providers.properties().stream()
                    .filter(provider -> provider.getValue().path("accepted").asLong() > 0)
                    .forEach(provider ->
                            System.out.printf(
                                    "%-14s accepted %6d  refused by quota %d  billed %d%n",
                                    provider.getKey(),
                                    provider.getValue().path("accepted").asLong(),
                                    provider.getValue().path("refused_by_quota").asLong(),
                                    provider.getValue().path("billed_micro_dollars").asLong()));
        }
    }
}
