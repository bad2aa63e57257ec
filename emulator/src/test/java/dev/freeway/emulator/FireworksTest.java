package dev.freeway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fireworks suspends whose dollar is spent, and tells token rates per second. */
class FireworksTest {
    private static final String CHAT = "/fireworks/inference/v1/chat/completions";
    private static final String GLM = "accounts/fireworks/models/glm-5p3-flash";
    private static final String KIMI = "accounts/fireworks/models/kimi-k2p5";

    private static Emulated paying(String paymentMethod) throws Exception {
        return Emulated.at(
                "2026-11-20T12:00:00Z", "fireworks", Map.of("payment_method", paymentMethod));
    }

    @Test
    void tenFitInAMinute() throws Exception {
        try (Emulated emulated = paying("no")) {
            for (int i = 9; i >= 0; i--) {
                HttpResponse<String> answer = emulated.chat(CHAT, GLM, "Hi [[out=1]]", "");
                assertThat(answer.headers().firstValue("x-ratelimit-remaining-requests"))
                        .contains(Integer.toString(i));
            }
            HttpResponse<String> refused = emulated.chat(CHAT, KIMI, "Hi", "");
            assertThat(refused.statusCode()).as("of all models").isEqualTo(429);
            assertThat(refused.headers().firstValue("x-ratelimit-over-limit")).contains("yes");
            emulated.clock.turn(Duration.ofMinutes(1));
            assertThat(emulated.chat(CHAT, GLM, "Hi", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tokenRatesAreToldPerSecondAndPerformanceNotOnStreams() throws Exception {
        try (Emulated emulated = paying("no")) {
            HttpResponse<String> answer = emulated.chat(CHAT, GLM, "Hi", "");
            assertThat(answer.headers().firstValue("x-ratelimit-limit-tokens-generated"))
                    .contains("600");
            assertThat(answer.headers().firstValue("fireworks-prompt-tokens")).isPresent();
            HttpResponse<String> streamed = emulated.chat(CHAT, GLM, "Hi", "\"stream\":true");
            assertThat(streamed.headers().firstValue("fireworks-prompt-tokens")).isEmpty();
            assertThat(streamed.body()).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void whatWasGeneratedFillsItsRate() throws Exception {
        try (Emulated emulated = paying("yes")) {
            for (int i = 0; i < 3; i++) {
                assertThat(emulated.chat(CHAT, GLM, "[[out=15000]]", "").statusCode())
                        .isEqualTo(200);
            }
            assertThat(emulated.chat(CHAT, GLM, "Hi", "").statusCode()).isEqualTo(429);
            assertThat(emulated.chat(CHAT, KIMI, "Hi", "").statusCode()).isEqualTo(200);
            emulated.clock.turn(Duration.ofSeconds(15));
            assertThat(emulated.chat(CHAT, GLM, "Hi [[out=1]]", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void ratesFollowTheirUse() throws Exception {
        try (Emulated emulated = paying("yes")) {
            for (int minute = 0; minute < 5; minute++) {
                assertThat(generatedRate(emulated, 15_000)).contains("600");
                assertThat(generatedRate(emulated, 15_000)).contains("600");
                emulated.clock.turn(Duration.ofMinutes(1));
            }
            assertThat(generatedRate(emulated, 15_000)).contains("1200");
            emulated.clock.turn(Duration.ofMinutes(5));
            assertThat(generatedRate(emulated, 1)).as("used a little").contains("600");
            emulated.clock.turn(Duration.ofDays(1));
            assertThat(generatedRate(emulated, 1)).contains("300");
        }
    }

    private static Optional<String> generatedRate(Emulated emulated, int output) throws Exception {
        HttpResponse<String> answer = emulated.chat(CHAT, GLM, "[[out=" + output + "]]", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("x-ratelimit-limit-tokens-generated");
    }

    @Test
    void theSpentAreSuspendedUnlessTheyPay() throws Exception {
        try (Emulated emulated = paying("no")) {
            spend(emulated);
            HttpResponse<String> refused = emulated.chat(CHAT, GLM, "Hi", "");
            assertThat(refused.statusCode()).isEqualTo(412);
            assertThat(refused.body()).contains("is suspended, possibly due to reaching");
            assertThat(emulated.judge("fireworks").path("refused_by_quota").asInt()).isOne();
            assertThat(emulated.judge("fireworks").path("billed_micro_dollars").asInt()).isZero();
        }
        try (Emulated emulated = paying("yes")) {
            spend(emulated);
            assertThat(emulated.chat(CHAT, GLM, "Hi", "").statusCode()).isEqualTo(200);
            assertThat(emulated.judge("fireworks").path("billed_micro_dollars").asInt())
                    .isPositive();
        }
    }

    /** A little more than a dollar. */
    private static void spend(Emulated emulated) throws Exception {
        for (int i = 0; i < 21; i++) {
            assertThat(emulated.chat(CHAT, KIMI, "[[out=16000]]", "").statusCode()).isEqualTo(200);
            emulated.clock.turn(Duration.ofMinutes(1));
        }
    }

    @Test
    void overloadIs503AndWrongKeysAndModelsAreSaidSo() throws Exception {
        try (Emulated emulated = paying("no")) {
            assertThat(emulated.chat("wrong", CHAT, GLM, "Hi", "").body()).contains("UNAUTHORIZED");
            HttpResponse<String> unknown = emulated.chat(CHAT, "none", "Hi", "");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("not deployed");
            emulated.send("PUT", "", "/_emulator/faults", "{\"fault\":\"rate_limit_storm\"}");
            assertThat(emulated.chat(CHAT, GLM, "Hi", "").statusCode()).isEqualTo(503);
        }
    }
}
