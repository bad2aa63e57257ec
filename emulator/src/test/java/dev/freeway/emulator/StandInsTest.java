package dev.freeway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each stand-in refuses at the call its provider would, in its provider's words. */
class StandInsTest {
    private static final String OPENROUTER = "/openrouter/api/v1/chat/completions";
    private static final String CEREBRAS = "/cerebras/v1/chat/completions";
    private static final String GITHUB = "/github-models/inference/chat/completions";

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T23:50:00Z"));
    private final HttpClient client = HttpClient.newHttpClient();
    private Network network;
    private Emulators emulators;

    @BeforeEach
    void start() throws Exception {
        network = Network.open(1);
        emulators = Emulators.start(network, EmulatorWorld.standard(clock, 1, 7), "127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        client.close();
        emulators.close();
        network.close();
    }

    @Test
    void openRouterTakesTwentyAMinuteAndSaysWhen() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(openRouter().statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = openRouter();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("free-models-per-min");
        assertThat(refused.headers().firstValue("x-ratelimit-reset"))
                .contains(Long.toString(clock.instant().plusSeconds(60).toEpochMilli()));
        clock.turn(Duration.ofMinutes(1));
        assertThat(openRouter().statusCode()).isEqualTo(200);
        assertThat(judge("openrouter").path("refused_by_quota").asInt()).isOne();
        assertThat(judge("openrouter").at("/limits/0/peak").asInt()).isEqualTo(20);
    }

    private HttpResponse<String> openRouter() throws Exception {
        return post(OPENROUTER, "sk-or-v1-emulated", "openai/gpt-oss-20b:free", "Hi", "");
    }

    @Test
    void cerebrasChargesTheBoundUpFrontAndTruesItUp() throws Exception {
        assertThat(cerebras("\"max_completion_tokens\":20000").statusCode()).isEqualTo(200);
        assertThat(cerebras("\"max_completion_tokens\":29000").statusCode()).isEqualTo(200);
        HttpResponse<String> whole = cerebras("");
        assertThat(whole.statusCode())
                .as("the model's maximum is more than a minute")
                .isEqualTo(429);
        assertThat(whole.body()).contains("token_quota_exceeded").doesNotContain("\"error\"");
        for (int i = 0; i < 3; i++) {
            assertThat(cerebras("\"max_completion_tokens\":10").statusCode()).isEqualTo(200);
        }
        assertThat(cerebras("\"max_completion_tokens\":10").body())
                .contains("request_quota_exceeded");
        clock.turn(Duration.ofSeconds(12));
        HttpResponse<String> again = cerebras("\"max_completion_tokens\":10");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("x-ratelimit-remaining-requests-minute"))
                .contains("0");
    }

    private HttpResponse<String> cerebras(String more) throws Exception {
        return post(CEREBRAS, "csk-emulated", "gpt-oss-120b", "Hi [[out=5]]", more);
    }

    @Test
    void gitHubTakesFifteenAMinutePerModelAndRefusesTheOversized() throws Exception {
        clock.set(Instant.parse("2026-05-01T12:00:00Z"));
        for (int i = 0; i < 15; i++) {
            assertThat(gitHub("microsoft/phi-4", "Hi").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = gitHub("microsoft/phi-4", "Hi");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .contains("Rate limit of 15 per 60s exceeded for UserByModelByMinute");
        assertThat(refused.headers().firstValue("x-ratelimit-timeremaining")).isPresent();
        assertThat(gitHub("openai/gpt-4o-mini", "Hi").statusCode()).isEqualTo(200);
        assertThat(gitHub("openai/gpt-4o", "road ".repeat(8_000)).statusCode()).isEqualTo(413);
    }

    private HttpResponse<String> gitHub(String model, String text) throws Exception {
        return post(GITHUB, "github_pat_emulated", model, text, "");
    }

    @Test
    void aPaidModelIsNotServedWithoutABalance() throws Exception {
        HttpResponse<String> answer =
                post(OPENROUTER, "sk-or-v1-emulated", "openai/gpt-oss-20b", "Hi", "");
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(judge("openrouter").path("billed_micro_dollars").asInt()).isZero();
    }

    @Test
    void wrongKeysAndModelsAreRefusedInTheProvidersWords() throws Exception {
        assertThat(post(CEREBRAS, "csk-wrong", "gpt-oss-120b", "Hi", "").body())
                .contains("wrong_api_key");
        assertThat(post(CEREBRAS, "csk-emulated", "llama3.1-8b", "Hi", "").statusCode())
                .isEqualTo(404);
        assertThat(post(OPENROUTER, "sk-or-v1-emulated", "none", "Hi", "").body())
                .contains("model_not_found");
        assertThat(judge("cerebras").path("refused_other").asInt()).isEqualTo(2);
    }

    @Test
    void tokensAreCountedExactly() {
        assertThat(TextTokens.of("free road, 1234 cars")).isEqualTo(1 + 1 + 1 + 2 + 1);
        JsonNode request = Json.parse("{\"messages\":[{\"content\":\"free road\"}]}").orElseThrow();
        assertThat(TextTokens.ofRequest(request)).isEqualTo(3 + 3 + 2);
        for (int tokens : new int[] {1, 7, 300}) {
            JsonNode asked =
                    Json.parse("{\"messages\":[{\"content\":\"[[out=" + tokens + "]]\"}]}")
                            .orElseThrow();
            Completion answer = Completion.of(asked, 1, 1_000);
            assertThat(answer.tokens()).isEqualTo(tokens);
            assertThat(TextTokens.of(answer.text())).isEqualTo(tokens);
        }
    }

    private HttpResponse<String> post(
            String path, String key, String model, String text, String more) throws Exception {
        String body =
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"[[pace=fast]] %s\"}]%s}"
                        .formatted(model, text, more.isEmpty() ? "" : "," + more);
        HttpRequest request =
                HttpRequest.newBuilder(emulators.baseUri().resolve(path))
                        .header("authorization", "Bearer " + key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode judge(String provider) throws Exception {
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(emulators.baseUri() + "/_emulator")).build();
        return Json.parse(client.send(get, HttpResponse.BodyHandlers.ofString()).body())
                .orElseThrow()
                .path("providers")
                .path(provider);
    }
}
