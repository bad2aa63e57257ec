package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.emulator.EmulatorWorld;
import dev.freeway.emulator.Emulators;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries to be billed, in every way a provider is known to charge; the stand-ins say whether. */
class BillingTest {
    private static final String TOKEN = "fw_billing_billing";
    private static final int TRIES = 200;
    private static final Duration LONG = Duration.ofHours(1);

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    openai      | data_sharing=yes        | gpt-4.1-2025-04-14                       | 20000 | 5
                    openai      | data_sharing=no         | gpt-4.1-2025-04-14                       | 100 | 0
                    cloudflare  | workers_plan=paid       | @cf/meta/llama-3.3-70b-instruct-fp8-fast | 3000 | 5
                    huggingface | credits=purchased       | openai/gpt-oss-120b                      | 8000 | 5
                    huggingface | own_key_groq=yes        | openai/gpt-oss-120b:groq                 | 100 | 0
                    huggingface | own_key_groq=yes        | openai/gpt-oss-120b:fastest              | 100 | 0
                    vercel      | purchased=yes           | openai/gpt-4o-mini                       | 100 | 0
                    gemini      | billing=paid            | gemini-2.5-flash                         | 100 | 0
                    replicate   | payment_method=yes      | meta/meta-llama-3-8b-instruct            | 20 | 0
                    fireworks   | payment_method=yes      | accounts/fireworks/models/kimi-k2p5      | 16000 | 5
                    hyperbolic  | deposited=10            | deepseek-ai/DeepSeek-R1-0528             | 8000 | 5
                    sambanova   | payment_method=yes      | gpt-oss-120b                             | 100 | 0
                    together    | credit_dollars=0        | openai/gpt-oss-20b                       | 100 | 0
                    """)
    void nothingIsBilledUnlessItIsAllowed(
            String provider, String fact, String model, int output, int servedMin)
            throws Exception {
        try (World world = new World(provider, fact, "")) {
            int served = world.spend(model, output, false);
            assertThat(world.billed()).isZero();
            assertThat(served).isGreaterThanOrEqualTo(servedMin);
            assertThat(served > 0).isEqualTo(servedMin > 0);
            assertThat(world.judged().path("refused_by_quota").asInt()).isZero();
        }
    }

    /** While it was there: fifty a day for nothing, then token units up to the ceiling. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    openai/gpt-4o    |                                    | 50 | 0
                    openai/gpt-4o    | allow_billing: {paid_usage: 0.06}  | 55 | 50000
                    mistral-ai/ministral-3b | allow_billing: {paid_usage: 1.00} | 150 | 0
                    """)
    void beyondGitHubsDayIsBilledOnlyWhereAllowedAndPriced(
            String model, String allowed, int served, long microDollars) throws Exception {
        clock.set(Instant.parse("2026-05-01T12:00:00Z"));
        try (World world =
                new World("github-models", "paid_usage=yes", allowed == null ? "" : allowed)) {
            assertThat(world.spend(model, 1_000, false)).isEqualTo(served);
            assertThat(world.billed()).isBetween(microDollars, microDollars + 1_000);
            assertThat(world.judged().path("refused_by_quota").asInt()).isZero();
        }
    }

    @Test
    void complimentaryTokensAreNotSpentOnTools() throws Exception {
        try (World world = new World("openai", "data_sharing=yes", "")) {
            assertThat(world.ask("gpt-4.1-2025-04-14", 50, true).body()).contains("tools");
            assertThat(world.billed()).isZero();
        }
    }

    @Test
    void whatIsAllowedIsBilledUpToItsCeiling() throws Exception {
        try (World world =
                new World("openai", "data_sharing=yes", "allow_billing: {overage: 1.00}")) {
            world.spend("gpt-4.1-2025-04-14", 20_000, false);
            assertThat(world.billed()).isBetween(1L, 1_000_000L);
            assertThat(world.ask("gpt-4.1-2025-04-14", 50, true).body()).contains("tools");
        }
    }

    @Test
    void toolsAreBilledUpToTheirCeilingWhereTheyAreAllowed() throws Exception {
        try (World world =
                new World("openai", "data_sharing=yes", "allow_billing: {tools: 0.02}")) {
            world.spend("gpt-4.1-2025-04-14", 500, true);
            assertThat(world.billed()).isBetween(1L, 20_000L);
        }
    }

    /** Else the gateway would think the day's pool full, and its requests would be charged. */
    @Test
    void whatTheOrganisationUsedElsewhereIsReadBack() throws Exception {
        try (World world =
                new World("openai", "data_sharing=yes", "usage_key: sk-admin-emulated")) {
            for (int i = 0; i < 8; i++) {
                assertThat(world.direct("gpt-4.1-2025-04-14", 20_000).statusCode()).isEqualTo(200);
                clock.turn(Duration.ofMinutes(1));
            }
            world.gateway.reconcile();
            int served = world.spend("gpt-4.1-2025-04-14", 20_000, false);
            assertThat(served).isBetween(3, 4);
            assertThat(world.billed()).isZero();
        }
    }

    /** One stand-in that lives by a fact, and a gateway configured by its file. */
    private final class World implements AutoCloseable {
        private final String provider;
        private final String key;
        private final Network network = Network.open(2);
        private final Emulators emulators;
        private final Gateway gateway;
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        World(String provider, String fact, String allowed) throws Exception {
            this.provider = provider;
            Map<String, String> facts = new TreeMap<>();
            EmulatedAccount usual =
                    EmulatorWorld.standard(clock, 1_000, 7).accounts().stream()
                            .filter(account -> account.provider().equals(provider))
                            .findFirst()
                            .orElseThrow();
            facts.putAll(usual.facts());
            facts.put(fact.split("=", -1)[0], fact.split("=", -1)[1]);
            key = usual.key();
            EmulatedAccount account = new EmulatedAccount(provider, key, facts);
            EmulatorWorld world = new EmulatorWorld(clock, 1_000, 7, java.util.List.of(account));
            emulators = Emulators.start(network, world, Config.HOST, 0);
            gateway = new Gateway(config(account, allowed), Catalog.load(), network, clock);
        }

        private Config config(EmulatedAccount account, String allowed) throws Exception {
            Catalog catalog = Catalog.load();
            StringBuilder facts = new StringBuilder();
            catalog.facts(catalog.provider(provider).orElseThrow()).stream()
                    .filter(fact -> account.facts().containsKey(fact.name()))
                    .forEach(fact ->
                            facts.append("      ")
                                    .append(fact.name())
                                    .append(": ")
                                    .append(quoted(account.facts().get(fact.name())))
                                    .append('\n'));
            String base = catalog.provider(provider).orElseThrow().baseUrl();
            String path = URI.create(base.replace("{account_id}", "emulated")).getPath();
            String file =
                    """
                    listen: {port: 0}
                    data: %s
                    tokens: [{name: me, token: %s, operator: true}]
                    accounts:
                      - provider: %s
                        key: %s
                        base_url: "%s/%s%s"
                        facts:
                          none: 0
                    %s    %s
                    """
                            .formatted(
                                    directory.resolve("data"),
                                    TOKEN,
                                    provider,
                                    account.key(),
                                    emulators.baseUri(),
                                    provider,
                                    path,
                                    facts,
                                    allowed)
                            .replace("      none: 0\n", "");
            Path written = Files.writeString(directory.resolve("freeway.yaml"), file);
            return new ConfigReader(catalog, _ -> Optional.empty(), directory).read(written);
        }

        private static String quoted(String value) {
            return value.matches("\\d+") ? value : '"' + value + '"';
        }

        /** Asks until it is refused for long; says how often it was served. */
        int spend(String model, int output, boolean tools) throws Exception {
            int served = 0;
            for (int i = 0; i < TRIES; i++) {
                HttpResponse<String> answer = ask(model, output, tools);
                served += answer.statusCode() == 200 ? 1 : 0;
                Optional<Duration> wait =
                        answer.headers()
                                .firstValue("x-freeway-resets-at")
                                .map(at -> Duration.between(clock.instant(), Instant.parse(at)));
                if (answer.statusCode() != 200
                        && wait.filter(w -> w.compareTo(LONG) < 0).isEmpty()) {
                    return served;
                }
                clock.turn(
                        answer.statusCode() == 200
                                ? Duration.ofSeconds(1)
                                : wait.orElseThrow().plusMillis(1));
            }
            return served;
        }

        /** Past the gateway, with the same key. */
        HttpResponse<String> direct(String model, int output) throws Exception {
            URI url = URI.create(emulators.baseUri() + "/" + provider + "/v1/chat/completions");
            return post(url, key, body(model, output, false));
        }

        HttpResponse<String> ask(String model, int output, boolean tools) throws Exception {
            URI url = URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions");
            return post(url, TOKEN, body(provider + "/" + model, output, tools));
        }

        private static ObjectNode body(String model, int output, boolean tools) {
            ObjectNode body = Json.object().put("model", model).put("max_tokens", output);
            body.putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .put("content", "Hi [[pace=fast]] [[out=" + output + "]]");
            if (tools) {
                body.putArray("tools")
                        .addObject()
                        .put("type", "function")
                        .putObject("function")
                        .put("name", "look");
                body.put("tool_choice", "none");
            }
            return body;
        }

        private HttpResponse<String> post(URI url, String bearer, ObjectNode body)
                throws Exception {
            HttpRequest post =
                    HttpRequest.newBuilder(url)
                            .header("authorization", "Bearer " + bearer)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build();
            return client.send(post, HttpResponse.BodyHandlers.ofString());
        }

        JsonNode judged() throws Exception {
            try (HttpCall call = new HttpCall(emulators.baseUri(), "")) {
                return call.get("/_emulator").path("providers").path(provider);
            }
        }

        long billed() throws Exception {
            return judged().path("billed_micro_dollars").asLong();
        }

        @Override
        public void close() throws Exception {
            client.shutdownNow();
            gateway.close();
            emulators.close();
            network.close();
        }
    }
}
