package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI refuses nothing that is over: it bills it, whole. */
class OpenAiTest {
    private static final String CHAT = "/openai/v1/chat/completions";
    private static final String LARGE = "gpt-4.1-2025-04-14";
    private static final String MINI = "gpt-4.1-mini-2025-04-14";
    private static final String NOON = "2026-11-20T12:00:00Z";

    private static Emulated sharing(String data, String tier) throws Exception {
        return Emulated.at(NOON, "openai", Map.of("data_sharing", data, "usage_tier", tier));
    }

    private static HttpResponse<String> ask(Emulated emulated, String model, int output)
            throws Exception {
        emulated.clock.turn(Duration.ofMinutes(1));
        HttpResponse<String> answer = emulated.chat(CHAT, model, "[[out=" + output + "]]", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static long billed(Emulated emulated) throws Exception {
        return emulated.judge("openai").path("billed_micro_dollars").asLong();
    }

    @Test
    void theRequestThatCrossesTheLineIsBilledWhole() throws Exception {
        try (Emulated emulated = sharing("yes", "1")) {
            for (int i = 0; i < 8; i++) {
                ask(emulated, LARGE, 30_000);
            }
            assertThat(billed(emulated)).as("240,000 of 250,000").isZero();
            ask(emulated, "o3-2025-04-16", 20_000);
            assertThat(billed(emulated)).isBetween(160_000L, 160_200L);
            ask(emulated, LARGE, 5_000);
            assertThat(billed(emulated)).as("a smaller one still fits").isLessThan(160_200);
            ask(emulated, MINI, 30_000);
            assertThat(billed(emulated)).as("another pool").isLessThan(160_200);
            emulated.clock.set(Instant.parse("2026-11-21T00:00:00Z"));
            ask(emulated, LARGE, 30_000);
            assertThat(billed(emulated)).as("a new day").isLessThan(160_200);
            assertThat(emulated.judge("openai").path("refused_by_quota").asInt()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"2,250000,2500000", "3,1000000,10000000"})
    void higherTiersHaveLargerPools(String tier, int large, int mini) throws Exception {
        try (Emulated emulated = sharing("yes", tier)) {
            ask(emulated, LARGE, 1);
            ask(emulated, MINI, 1);
            JsonNode limits = emulated.judge("openai").path("limits");
            assertThat(limits.path(0).path("amount").asInt()).isEqualTo(large);
            assertThat(limits.path(1).path("amount").asInt()).isEqualTo(mini);
        }
    }

    @Test
    void toolsAndPrivateDataCostMoney() throws Exception {
        try (Emulated emulated = sharing("yes", "1")) {
            String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]";
            assertThat(emulated.chat(CHAT, MINI, "Hi", tools).statusCode()).isEqualTo(200);
            assertThat(billed(emulated)).isPositive();
        }
        try (Emulated emulated = sharing("no", "5")) {
            ask(emulated, LARGE, 100);
            assertThat(billed(emulated)).isBetween(800L, 900L);
        }
    }

    @Test
    void thePoolsOfEarly2026WereOfOtherModels() throws Exception {
        try (Emulated emulated = sharing("yes", "1")) {
            ask(emulated, "gpt-4o", 100);
            long now = billed(emulated);
            assertThat(now).as("no longer in a group").isPositive();
            emulated.clock.set(Instant.parse("2026-05-01T00:00:00Z"));
            ask(emulated, "gpt-4o", 100);
            assertThat(billed(emulated)).isEqualTo(now);
        }
    }

    @Test
    void ratesAreToldAndRefusedInGoDurations() throws Exception {
        try (Emulated emulated = sharing("yes", "1")) {
            HttpResponse<String> answer =
                    emulated.chat(CHAT, LARGE, "Hi [[out=5]]", "\"max_tokens\":20000");
            assertThat(answer.headers().firstValue("x-ratelimit-limit-tokens")).contains("30000");
            assertThat(answer.headers().firstValue("x-ratelimit-reset-tokens").orElseThrow())
                    .matches("40\\.\\d+s");
            assertThat(answer.headers().firstValue("x-ratelimit-reset-requests")).contains("120ms");
            HttpResponse<String> refused = emulated.chat(CHAT, LARGE, "Hi", "\"max_tokens\":20000");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .contains("tokens per min (TPM): Limit 30000, Used 200", "try again in 20.");
            assertThat(refused.headers().firstValue("retry-after-ms")).isPresent();
            emulated.clock.turn(Duration.ofSeconds(21));
            assertThat(emulated.chat(CHAT, LARGE, "Hi", "\"max_tokens\":20000").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void nothingGoesWithoutABalance() throws Exception {
        Map<String, String> facts =
                Map.of("data_sharing", "no", "balance_micro_dollars", "10", "usage_tier", "1");
        try (Emulated emulated = Emulated.at(NOON, "openai", facts)) {
            ask(emulated, LARGE, 100);
            HttpResponse<String> refused = emulated.chat(CHAT, LARGE, "Hi", "");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(json(refused).at("/error/code").asText()).isEqualTo("insufficient_quota");
        }
    }

    @Test
    void theAdminKeyReadsUsageAndCostsAndNothingElse() throws Exception {
        try (Emulated emulated = sharing("no", "1")) {
            ask(emulated, LARGE, 100);
            ask(emulated, MINI, 50);
            long day = Instant.parse("2026-11-20T00:00:00Z").getEpochSecond();
            JsonNode usage = admin(emulated, "usage/completions?start_time=" + day);
            assertThat(usage.at("/data/0/start_time").asLong()).isEqualTo(day);
            assertThat(usage.at("/data/0/results/0/output_tokens").asInt()).isEqualTo(150);
            JsonNode grouped =
                    admin(emulated, "usage/completions?group_by=model&start_time=" + day);
            assertThat(grouped.at("/data/0/results")).hasSize(2);
            JsonNode costs = admin(emulated, "costs?start_time=" + day);
            double dollars = costs.at("/data/0/results/0/amount/value").asDouble();
            assertThat(Math.round(dollars * 1e6)).isEqualTo(billed(emulated));
            assertThat(emulated.get("/openai/v1/organization/costs").statusCode()).isEqualTo(401);
            assertThat(emulated.chat("sk-admin-emulated", CHAT, MINI, "Hi", "").statusCode())
                    .isEqualTo(401);
        }
    }

    private static JsonNode admin(Emulated emulated, String page) throws Exception {
        return json(
                emulated.send("GET", "sk-admin-emulated", "/openai/v1/organization/" + page, ""));
    }

    @Test
    void responsesEmbeddingsAndErrorsAreOpenAis() throws Exception {
        try (Emulated emulated = sharing("yes", "1")) {
            String response =
                    "{\"model\":\"" + MINI + "\",\"input\":\"[[pace=fast]] Hi [[out=4]]\"}";
            JsonNode said = json(emulated.send("POST", "key", "/openai/v1/responses", response));
            assertThat(said.at("/usage/output_tokens").asInt()).isEqualTo(4);
            String embed = "{\"model\":\"text-embedding-3-small\",\"input\":[\"a\",\"b\"]}";
            JsonNode embedded = json(emulated.send("POST", "key", "/openai/v1/embeddings", embed));
            assertThat(embedded.path("data")).hasSize(2);
            assertThat(emulated.chat("wrong", CHAT, MINI, "Hi", "").body())
                    .contains("invalid_api_key");
            assertThat(emulated.chat(CHAT, "none", "Hi", "").body()).contains("model_not_found");
            assertThat(emulated.get("/openai/v1/models").body()).contains(LARGE);
        }
    }
}
