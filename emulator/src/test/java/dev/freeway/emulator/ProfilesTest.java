package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account may depends on the day and on what is known of it. */
class ProfilesTest {
    private static final String CEREBRAS = "/cerebras/v1/chat/completions";
    private static final String GITHUB = "/github-models/inference/chat/completions";
    private static final String OPENROUTER = "/openrouter/api/v1/chat/completions";
    private static final String SHORT = "\"max_tokens\":5";

    @ParameterizedTest
    @CsvSource({"2026-05-31T23:00:00Z,30", "2026-06-01T00:00:00Z,5"})
    void cerebrasTookMoreBeforeTheTrialBegan(String instant, int perMinute) throws Exception {
        try (Emulated emulated = Emulated.at(instant, "cerebras", Map.of())) {
            for (int i = 0; i < perMinute; i++) {
                assertThat(emulated.chat(CEREBRAS, "gpt-oss-120b", "Hi", SHORT).statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> refused = emulated.chat(CEREBRAS, "gpt-oss-120b", "Hi", SHORT);
            assertThat(refused.body()).contains("request_quota_exceeded");
            emulated.clock.turn(Duration.ofSeconds(60 / perMinute));
            assertThat(emulated.chat(CEREBRAS, "gpt-oss-120b", "Hi", SHORT).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void cerebrasServedLlamaUntilItsEnd() throws Exception {
        try (Emulated emulated = Emulated.at("2026-05-26T23:59:59Z", "cerebras", Map.of())) {
            assertThat(emulated.chat(CEREBRAS, "llama3.1-8b", "Hi", SHORT).statusCode())
                    .isEqualTo(200);
            assertThat(emulated.get("/cerebras/v1/models").body()).contains("llama3.1-8b");
            emulated.clock.turn(Duration.ofSeconds(1));
            assertThat(emulated.chat(CEREBRAS, "llama3.1-8b", "Hi", SHORT).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void cerebrasRefusesWhatIsLongerThanItsContext() throws Exception {
        try (Emulated emulated = Emulated.at("2026-10-01T00:00:00Z", "cerebras", Map.of())) {
            String text = "go ".repeat(65_536);
            HttpResponse<String> refused = emulated.chat(CEREBRAS, "gemma-4-31b", text, SHORT);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(json(refused).path("code").asText()).isEqualTo("context_length_exceeded");
            assertThat(emulated.judge("cerebras").path("refused_by_quota").asInt()).isZero();
            HttpResponse<String> streamed =
                    emulated.chat(CEREBRAS, "gemma-4-31b", "Hi", SHORT + ",\"stream\":true");
            assertThat(streamed.body()).as("usage without being asked").contains("\"usage\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cerebras, gpt-oss-120b, /v1, /completions, /responses",
        "cerebras, gpt-oss-120b, /v1, /completions, /embeddings",
        "github-models, openai/gpt-4o, /inference, /embeddings, /responses",
        "github-models, openai/gpt-4o, /orgs/road/inference, /embeddings, /completions"
    })
    void thereIsOnlyWhatTheProviderHas(
            String provider, String model, String under, String had, String missing)
            throws Exception {
        try (Emulated emulated = Emulated.at("2026-05-01T00:00:00Z", provider, Map.of())) {
            String body = "{\"model\":\"%s\",\"prompt\":\"Hi\",\"input\":\"Hi\"}".formatted(model);
            String root = "/" + provider + under;
            assertThat(emulated.send("POST", "key", root + had, body).statusCode()).isEqualTo(200);
            assertThat(emulated.send("POST", "key", root + missing, body).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void gitHubKeepsReasonersForThoseWhoPay() throws Exception {
        EmulatedAccount free = github("free", "free");
        EmulatedAccount pro = github("pro", "pro");
        try (Emulated emulated = Emulated.at("2026-05-01T00:00:00Z", List.of(free, pro))) {
            HttpResponse<String> refused = emulated.chat("free", GITHUB, "openai/gpt-5", "Hi", "");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("no_access", "No access to model: openai/gpt-5");
            assertThat(ask(emulated, "pro", "openai/gpt-5")).isEqualTo(200);
            assertThat(ask(emulated, "pro", "openai/gpt-5")).as("one a minute").isEqualTo(429);
            emulated.clock.turn(Duration.ofMinutes(1));
            assertThat(ask(emulated, "pro", "openai/gpt-5")).isEqualTo(200);
            assertThat(ask(emulated, "free", "deepseek/deepseek-r1")).isEqualTo(200);
        }
    }

    private static EmulatedAccount github(String key, String plan) {
        return new EmulatedAccount("github-models", key, Map.of("copilot_plan", plan));
    }

    private static int ask(Emulated emulated, String key, String model) throws Exception {
        return emulated.chat(key, GITHUB, model, "Hi", "").statusCode();
    }

    @Test
    void gitHubTakesLongerPromptsFromEnterprises() throws Exception {
        EmulatedAccount free = github("free", "free");
        EmulatedAccount big = github("big", "enterprise");
        try (Emulated emulated = Emulated.at("2026-05-01T00:00:00Z", List.of(free, big))) {
            String text = "go ".repeat(10_000);
            HttpResponse<String> refused = emulated.chat("free", GITHUB, "openai/gpt-4o", text, "");
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body())
                    .contains("Request body too large for gpt-4o model. Max size: 8000 tokens.");
            String org = GITHUB.replace("/inference", "/orgs/road/inference");
            HttpResponse<String> taken =
                    emulated.chat("big", org, "openai/gpt-4o", text + " [[out=7000]]", "");
            assertThat(json(taken).at("/usage/completion_tokens").asInt()).isEqualTo(7_000);
            HttpResponse<String> cut =
                    emulated.chat("free", GITHUB, "openai/gpt-4o", "[[out=7000]]", "");
            assertThat(json(cut).at("/usage/completion_tokens").asInt()).isEqualTo(4_000);
        }
    }

    @Test
    void gitHubTakesSoManyAtATime() throws Exception {
        try (Emulated emulated =
                Emulated.at("2026-05-01T00:00:00Z", List.of(github("key", "free")))) {
            emulated.send("PUT", "", "/_emulator/faults", "{\"fault\":\"hang_before\"}");
            String body =
                    "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
            emulated.begin("key", GITHUB, body);
            emulated.begin("key", GITHUB, body);
            emulated.until(() -> emulated.judge("github-models").path("accepted").asInt() == 2);
            HttpResponse<String> refused = emulated.chat(GITHUB, "openai/gpt-4.1", "Hi", "");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("x-ratelimit-type"))
                    .contains("UserConcurrentRequests");
            assertThat(refused.headers().firstValue("x-ratelimit-timeremaining")).contains("0");
        }
    }

    @Test
    void gitHubEndsInTwoSteps() throws Exception {
        try (Emulated emulated =
                Emulated.at("2026-06-30T23:59:59Z", List.of(github("key", "free")))) {
            JsonNode catalog = json(emulated.get("/github-models/catalog/models"));
            assertThat(catalog.path(0).path("rate_limit_tier").asText()).isNotEmpty();
            emulated.clock.turn(Duration.ofSeconds(1));
            HttpResponse<String> closing = emulated.chat(GITHUB, "openai/gpt-4o", "Hi", "");
            assertThat(closing.statusCode()).isEqualTo(403);
            assertThat(closing.body()).isEmpty();
            assertThat(closing.headers().firstValue("sunset"))
                    .contains("Thu, 30 Jul 2026 00:00:00 GMT");
            emulated.clock.set(Instant.parse("2026-07-30T00:00:00Z"));
            HttpResponse<String> closed = emulated.get("/github-models/catalog/models");
            assertThat(closed.statusCode()).isEqualTo(410);
            assertThat(closed.body()).contains("github_models_retirement_brownout");
        }
    }

    @Test
    void openRouterCountsADayForAnOwnerAndShowsItAMinuteLate() throws Exception {
        List<EmulatedAccount> keys =
                List.of(
                        new EmulatedAccount("openrouter", "one", Map.of("account", "me")),
                        new EmulatedAccount("openrouter", "two", Map.of("account", "me")));
        try (Emulated emulated = Emulated.at("2026-11-20T12:00:00Z", keys)) {
            assertThat(freeUsed(emulated)).isZero();
            for (int i = 0; i < 50; i++) {
                emulated.clock.turn(Duration.ofSeconds(i % 20 == 19 ? 60 : 0));
                assertThat(free(emulated, i % 2 == 0 ? "one" : "two").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = free(emulated, "one");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("free-models-per-day. Add 10 credits");
            assertThat(freeUsed(emulated)).isEqualTo(50);
            emulated.clock.set(Instant.parse("2026-11-21T00:00:00Z"));
            assertThat(free(emulated, "one").statusCode()).isEqualTo(200);
            assertThat(freeUsed(emulated)).isOne();
            free(emulated, "one");
            assertThat(freeUsed(emulated)).as("shown for a minute").isOne();
        }
    }

    private static HttpResponse<String> free(Emulated emulated, String key) throws Exception {
        return emulated.chat(key, OPENROUTER, "openai/gpt-oss-20b:free", "Hi [[out=2]]", "");
    }

    private static int freeUsed(Emulated emulated) throws Exception {
        JsonNode page = json(emulated.send("GET", "one", "/openrouter/api/v1/key", ""));
        return page.at("/data/free_model_daily_requests/used").asInt();
    }

    @Test
    void openRouterHoldsWhatAnAnswerMayCost() throws Exception {
        try (Emulated emulated = Emulated.at("2026-11-20T12:00:00Z", withBalance())) {
            HttpResponse<String> dear =
                    emulated.chat(OPENROUTER, "openai/gpt-oss-20b", "Hi", "\"max_tokens\":1000");
            assertThat(dear.statusCode()).isEqualTo(402);
            assertThat(dear.body()).contains("You requested up to 1000 tokens, but can only");
            HttpResponse<String> fine =
                    emulated.chat(
                            OPENROUTER,
                            "openai/gpt-oss-20b",
                            "Hi [[out=100]]",
                            "\"max_tokens\":900,\"stream\":true");
            assertThat(fine.body()).contains("\"cost\":");
            String id = fine.headers().firstValue("x-generation-id").orElseThrow();
            assertThat(id).startsWith("gen-");
            assertThat(fine.body()).contains("\"id\":\"" + id + "\"");
            long billed = emulated.judge("openrouter").path("billed_micro_dollars").asLong();
            assertThat(billed).isBetween(110L, 150L);
            assertThat(emulated.get("/openrouter/api/v1/credits").statusCode()).isEqualTo(403);
            JsonNode credits =
                    json(emulated.send("GET", "manager", "/openrouter/api/v1/credits", ""));
            assertThat(10e6 - credits.at("/data/total_usage").asDouble() * 1e6)
                    .isCloseTo(1_000.0 - billed, org.assertj.core.data.Offset.offset(0.5));
        }
    }

    /** A thousandth of a dollar, an ordinary key and one that manages. */
    private static List<EmulatedAccount> withBalance() {
        Map<String, String> facts =
                Map.of("credits_purchased", "10", "balance_micro_dollars", "1000", "account", "me");
        Map<String, String> manager = new HashMap<>(facts);
        manager.put("management", "yes");
        return List.of(
                new EmulatedAccount("openrouter", "key", facts),
                new EmulatedAccount("openrouter", "manager", manager));
    }

    @Test
    void openRouterRefusesFreeModelsToDebtors() throws Exception {
        try (Emulated emulated =
                Emulated.at(
                        "2026-11-20T12:00:00Z",
                        "openrouter",
                        Map.of("balance_micro_dollars", "-1"))) {
            assertThat(free(emulated, "key").statusCode()).isEqualTo(402);
            assertThat(emulated.judge("openrouter").path("refused_by_quota").asInt()).isOne();
        }
    }
}
