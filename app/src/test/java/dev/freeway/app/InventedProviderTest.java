package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.app.config.BadFile;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.app.config.ProviderFile;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that speaks OpenAI's wire is added by one file; this one nobody has met. */
class InventedProviderTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final String ACME =
            """
            id: acme
            name: Acme Thinking
            base_url: https://acme.example/api/v3
            key_variables: [ACME_API_KEY]
            paths: {chat: /chat/completions}
            stops_on_cancel: false
            privacy: {trains: "no", keeps: "no", source: its page, checked: 2026-11-19, certainty: verified}
            use: {serves: anyone, source: its page, checked: 2026-11-19, certainty: verified}
            facts:
              plan: {default: free, values: [free, paid], about: which plan}
            models_from: {source: its page, checked: 2026-11-19, certainty: verified}
            models:
              - {id: acme/swift, context: 32000, output: 4000, default_output: 500, can: [chat, tools, json]}
              - {id: acme/grand, context: 32000, output: 4000, default_output: 500, can: [chat],
                 price: {micro_dollars: {input: 2000000, output: 8000000}}}
            gates:
              - {models: [acme/grand], when: {fact: plan, is: paid}, otherwise: acme/grand is for its paid plan,
                 source: its page, checked: 2026-11-19, certainty: verified}
            limits:
              - {id: rpm, meter: requests, bucket: 6, period: 60s, per: model,
                 source: its page, checked: 2026-11-19, certainty: verified}
              - {id: rpd, meter: requests, window: 40, anchor: day, zone: UTC, when: {fact: plan, is: free},
                 source: its page, checked: 2026-11-19, certainty: verified}
              - {id: rpd, meter: requests, window: 4000, anchor: day, zone: UTC, when: {fact: plan, is: paid},
                 source: its page, checked: 2026-11-19, certainty: verified}
              - {id: tpm, meter: total_tokens, window: 3000, anchor: rolling, period: 60s,
                 source: its page, checked: 2026-11-19, certainty: verified}
              - {id: places, meter: in_flight, slots: 2,
                 source: its page, checked: 2026-11-19, certainty: verified}
            """;

    private static final String TOKEN = "a-token-of-enough-length";

    @TempDir Path directory;

    private final TurnedClock clock = new TurnedClock(NOON);

    private Demo open() throws Exception {
        Path file = Files.writeString(directory.resolve("acme.yaml"), ACME);
        Demo.Wishes wishes =
                new Demo.Wishes(
                        0,
                        1_000,
                        directory.resolve("data"),
                        clock,
                        Duration.ofSeconds(20),
                        Set.of("acme"));
        return new Demo(wishes.with(List.of(ProviderFile.read(file))));
    }

    private static HttpResponse<String> ask(Browser browser, String model, int output)
            throws Exception {
        return browser.post(
                "/v1/chat/completions",
                Json.object()
                        .put("model", model)
                        .put("max_tokens", output)
                        .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                                "messages",
                                Json.array()
                                        .add(
                                                Json.object()
                                                        .put("role", "user")
                                                        .put(
                                                                "content",
                                                                "Hi [[pace=fast]] [[out="
                                                                        + output
                                                                        + "]]")))
                        .toString());
    }

    @Test
    void itIsSpentToTheLastAndNotBeyond() throws Exception {
        try (Demo demo = open();
                Browser browser = new Browser(demo)) {
            Map<String, Integer> refusals = new HashMap<>();
            int served = 0;
            for (int asked = 0; clock.instant().isBefore(NOON.plus(Duration.ofDays(3))); asked++) {
                int output = clock.instant().isBefore(NOON.plus(Duration.ofDays(1))) ? 5 : 900;
                HttpResponse<String> answer = ask(browser, "acme/swift", output);
                assertThat(asked).isLessThan(2_000);
                if (answer.statusCode() == 200) {
                    served++;
                    continue;
                }
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
                JsonNode error = Browser.json(answer).path("error");
                assertThat(error.path("message").asText()).contains("acme");
                String limit = error.path("limit").asText();
                refusals.merge(limit, 1, Integer::sum);
                if (limit.equals("rpd")) {
                    assertThat(limit(browser, "rpd").path("count").asInt()).isEqualTo(40);
                }
                clock.turn(waitOf(answer));
            }
            assertThat(refusals).containsOnlyKeys("rpm", "rpd", "tpm");
            assertThat(served).as("from noon to noon, four days of UTC").isEqualTo(40 * 4);
            spotless(browser, served);
        }
    }

    private Duration waitOf(HttpResponse<String> refusal) {
        Instant at =
                Instant.parse(refusal.headers().firstValue("x-freeway-resets-at").orElseThrow());
        return Duration.between(clock.instant(), at).plusMillis(1);
    }

    private static JsonNode limit(Browser browser, String id) throws Exception {
        for (JsonNode limit : browser.judge().at("/providers/acme/limits")) {
            if (limit.path("limit").asText().equals(id)) {
                return limit;
            }
        }
        throw new AssertionError("no limit " + id);
    }

    /** The stand-in had nothing to refuse and nothing to bill. */
    private static void spotless(Browser browser, int served) throws Exception {
        JsonNode judged = browser.judge().at("/providers/acme");
        assertThat(judged.path("accepted").asInt()).isEqualTo(served);
        assertThat(judged.path("refused_by_quota").asInt()).isZero();
        assertThat(judged.path("refused_other").asInt()).isZero();
        assertThat(judged.path("billed_micro_dollars").asLong()).isZero();
    }

    @Test
    void manyAtOnceFindOnlyThePlacesThereAre() throws Exception {
        try (Demo demo = open();
                Browser browser = new Browser(demo);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(threads.submit(() -> ask(browser, "acme/swift", 5)));
            }
            int served = 0;
            for (Future<HttpResponse<String>> answer : asked) {
                assertThat(answer.get().statusCode()).isIn(200, 429);
                served += answer.get().statusCode() == 200 ? 1 : 0;
            }
            assertThat(served).isBetween(2, 6);
            assertThat(limit(browser, "places").path("peak").asInt()).isBetween(1, 2);
            spotless(browser, served);
        }
    }

    @Test
    void whatIsNotFreeIsNotAsked() throws Exception {
        try (Demo demo = open();
                Browser browser = new Browser(demo)) {
            HttpResponse<String> refused = ask(browser, "acme/grand", 5);
            assertThat(refused.statusCode()).isBetween(400, 499);
            assertThat(refused.body()).contains("acme/grand is for its paid plan");
            spotless(browser, 0);
        }
    }

    @Test
    void itIsListedAmongTheModelsAndTheProviders() throws Exception {
        try (Demo demo = open();
                Browser browser = new Browser(demo)) {
            assertThat(browser.get("/v1/models").body()).contains("acme/swift");
            List<String> ids = new ArrayList<>();
            JsonNode providers = Browser.json(browser.get("/api/providers")).path("providers");
            providers.forEach(provider -> ids.add(provider.path("id").asText()));
            assertThat(ids).contains("acme", "openrouter").doesNotHaveDuplicates();
            assertThat(providers.toString()).contains("Acme Thinking");
        }
    }

    @Test
    void aConfigurationThatNamesItServesIt() throws Exception {
        try (Demo demo = open();
                Browser browser = new Browser(demo);
                Network network = Network.open(1);
                Gateway gateway = gateway(demo, network)) {
            URI url = URI.create("http://127.0.0.1:" + gateway.port());
            HttpRequest.Builder chat =
                    HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            Browser.chatBody("acme/swift", "Hi", false)));
            HttpResponse<String> answer =
                    browser.send(chat.header("authorization", "Bearer " + TOKEN));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            HttpRequest.Builder providers =
                    HttpRequest.newBuilder(url.resolve("/api/providers"))
                            .header("authorization", "Bearer " + TOKEN);
            assertThat(browser.send(providers).body()).contains("Acme Thinking", "openrouter");
            spotless(browser, 1);
        }
    }

    private Gateway gateway(Demo demo, Network network) throws Exception {
        String text =
                """
                listen: {port: 0}
                data: %s
                providers: [acme.yaml]
                tokens: [{name: me, token: %s, operator: true}]
                accounts: [{provider: acme, key: emulated, base_url: "%s/acme/api/v3"}]
                """
                        .formatted(directory.resolve("other"), TOKEN, demo.emulatorUrl());
        Path file = Files.writeString(directory.resolve("freeway.yaml"), text);
        Catalog catalog = Catalog.load();
        Config config = new ConfigReader(catalog, _ -> Optional.empty(), directory).read(file);
        return new Gateway(config, catalog, network, clock);
    }

    @Test
    void theDemoSaysWhatIsWrongWithIt() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong.yaml"), "id: acme\nname: A\n");
        assertThat(demo(wrong)).startsWith("2 " + wrong + ":1:1: key 'limits' is missing");
        assertThat(demo(directory.resolve("none.yaml")))
                .startsWith("1 ")
                .contains("cannot be read");
        String other = ACME.replace("paths:", "dialect: gemini\npaths:");
        Path gemini = Files.writeString(directory.resolve("gemini.yaml"), other);
        assertThat(demo(gemini)).startsWith("1 ").contains("dialect 'gemini' (expected: openai");
    }

    /** Its exit code and what it says. */
    private String demo(Path provider) {
        StringWriter said = new StringWriter();
        Environment environment = new Environment(Map.of("FREEWAY_HOME", directory.toString()));
        int code =
                Main.commandLine(environment)
                        .setErr(new PrintWriter(said, true))
                        .execute("demo", "--port", "0", "--provider", provider.toString());
        return code + " " + said;
    }

    @Test
    void aMistakeInItIsToldWithLineAndColumn() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("acme.yaml"), ACME.replace("bucket: 6", "buckett: 6"));
        BadFile bad = catchThrowableOfType(BadFile.class, () -> ProviderFile.read(file));
        assertThat(bad.getMessage().lines())
                .anyMatch(line ->
                        line.startsWith(file + ":20:")
                                && line.contains("unknown key 'buckett'")
                                && line.contains("'bucket'"));
    }
}
