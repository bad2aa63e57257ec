package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Vercel's credit is a team's, for thirty days from its first request, and ends with buying. */
class VercelTest {
    private static final String CHAT = "/vercel/v1/chat/completions";
    private static final String FLASH = "google/gemini-2.5-flash";
    private static final String NANO = "openai/gpt-4.1-nano";
    private static final String NOON = "2026-11-01T12:00:00Z";

    private static Emulated with(String purchased, String card) throws Exception {
        return Emulated.at(NOON, "vercel", Map.of("purchased", purchased, "card", card));
    }

    private static HttpResponse<String> ask(Emulated emulated, String model) throws Exception {
        return emulated.chat(CHAT, model, "Hi [[out=1]]", "");
    }

    @Test
    void fiveIn75SecondsOfEachModel() throws Exception {
        try (Emulated emulated = with("no", "yes")) {
            for (int i = 0; i < 5; i++) {
                assertThat(ask(emulated, NANO).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = ask(emulated, NANO);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(json(refused).at("/error/type").asText()).isEqualTo("rate_limit_exceeded");
            assertThat(json(refused).has("generationId")).isTrue();
            assertThat(ask(emulated, FLASH).statusCode()).isEqualTo(200);
            emulated.clock.turn(Duration.ofSeconds(74));
            assertThat(ask(emulated, NANO).statusCode()).isEqualTo(429);
            emulated.clock.turn(Duration.ofSeconds(1));
            assertThat(ask(emulated, NANO).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theThirtyDaysBeginWithTheFirstRequestOfTheTeam() throws Exception {
        List<EmulatedAccount> team =
                List.of(
                        new EmulatedAccount("vercel", "one", Map.of("account", "team")),
                        new EmulatedAccount("vercel", "two", Map.of("account", "team")));
        try (Emulated emulated = Emulated.at(NOON, team)) {
            int asked = 0;
            while (spend(emulated, asked % 2 == 0 ? "one" : "two") == 200) {
                assertThat(++asked).isLessThan(200);
                emulated.clock.turn(Duration.ofMinutes(1));
            }
            assertThat(asked).as("of 0.04 dollars each, of five").isEqualTo(125);
            JsonNode credits = json(emulated.send("GET", "two", "/vercel/v1/credits", ""));
            assertThat(credits.path("balance").asText()).isEqualTo("0.000000");
            assertThat(credits.path("total_used").asText()).startsWith("5.00");
            assertThat(emulated.judge("vercel").path("billed_micro_dollars").asInt()).isZero();
            assertThat(emulated.judge("vercel").path("refused_by_quota").asInt()).isOne();
            emulated.clock.set(java.time.Instant.parse("2026-12-01T11:59:59Z"));
            assertThat(spend(emulated, "one")).isEqualTo(402);
            emulated.clock.turn(Duration.ofSeconds(1));
            assertThat(spend(emulated, "one")).isEqualTo(200);
        }
    }

    private static int spend(Emulated emulated, String key) throws Exception {
        return emulated.chat(key, CHAT, FLASH, "[[out=16000]]", "").statusCode();
    }

    @Test
    void theFreeTierIsASubsetOfModels() throws Exception {
        try (Emulated emulated = with("no", "yes")) {
            HttpResponse<String> refused = ask(emulated, "moonshotai/kimi-k3");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("Free tier users do not have access");
            HttpResponse<String> unknown = ask(emulated, "none");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(json(unknown).at("/error/param/modelId").asText()).isEqualTo("none");
            assertThat(emulated.chat("wrong", CHAT, NANO, "Hi", "").body())
                    .contains("authentication_error");
            assertThat(emulated.chat(CHAT, NANO, "Hi", "\"stream\":true").body())
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void withoutACardThereIsNothing() throws Exception {
        try (Emulated emulated = with("no", "no")) {
            HttpResponse<String> refused = ask(emulated, NANO);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("customer_verification_required");
        }
    }

    @Test
    void whoeverBoughtPaysForEverything() throws Exception {
        try (Emulated emulated = with("yes", "yes")) {
            for (int i = 0; i < 10; i++) {
                assertThat(ask(emulated, NANO).statusCode()).isEqualTo(200);
            }
            assertThat(ask(emulated, "moonshotai/kimi-k3").statusCode()).isEqualTo(200);
            long billed = emulated.judge("vercel").path("billed_micro_dollars").asLong();
            assertThat(billed).isPositive();
            JsonNode credits = json(emulated.get("/vercel/v1/credits"));
            assertThat(credits.path("total_used").asDouble() * 1e6)
                    .isCloseTo((double) billed, org.assertj.core.data.Offset.offset(0.5));
        }
    }
}
