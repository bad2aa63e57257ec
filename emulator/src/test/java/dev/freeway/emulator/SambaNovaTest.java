package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SambaNova's five dollars last three months, and its days hold twenty requests of a model. */
class SambaNovaTest {
    private static final String CHAT = "/sambanova/v1/chat/completions";
    private static final String LLAMA = "Meta-Llama-3.3-70B-Instruct";
    private static final String OSS = "gpt-oss-120b";

    private static Emulated paying(String paymentMethod) throws Exception {
        return Emulated.at(
                "2026-08-31T12:00:00Z", "sambanova", Map.of("payment_method", paymentMethod));
    }

    private static HttpResponse<String> ask(Emulated emulated, String model, int output)
            throws Exception {
        return emulated.chat(CHAT, model, "[[out=" + output + "]]", "\"max_tokens\":" + output);
    }

    @Test
    void twentyOfADayAndModel() throws Exception {
        try (Emulated emulated = paying("no")) {
            Instant dayLater = emulated.clock.instant().plus(Duration.ofDays(1));
            for (int i = 0; i < 20; i++) {
                assertThat(ask(emulated, LLAMA, 1).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = ask(emulated, LLAMA, 1);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("x-ratelimit-limit-requests")).contains("20");
            assertThat(refused.headers().firstValue("x-ratelimit-remaining-requests-day"))
                    .contains("0");
            assertThat(ask(emulated, OSS, 1).statusCode()).isEqualTo(200);
            emulated.clock.turn(Duration.ofMinutes(1));
            HttpResponse<String> day = ask(emulated, LLAMA, 1);
            assertThat(day.statusCode()).as("a minute later, the day").isEqualTo(429);
            assertThat(day.headers().firstValue("x-ratelimit-reset-requests-day"))
                    .contains(Long.toString(dayLater.getEpochSecond()));
            emulated.clock.set(dayLater);
            assertThat(ask(emulated, LLAMA, 1).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDaysTokensAreHeldByTheirBound() throws Exception {
        try (Emulated emulated = paying("no")) {
            for (int i = 0; i < 15; i++) {
                assertThat(emulated.chat(CHAT, LLAMA, "[[out=8192]]", "").statusCode())
                        .isEqualTo(200);
            }
            for (int i = 0; i < 4; i++) {
                assertThat(ask(emulated, LLAMA, 8_192).statusCode()).isEqualTo(200);
            }
            assertThat(ask(emulated, LLAMA, 1).statusCode()).as("the twentieth").isEqualTo(200);
            emulated.clock.set(Instant.parse("2026-09-01T00:00:00Z"));
            String text = "go ".repeat(64_000);
            for (int i = 0; i < 3; i++) {
                assertThat(emulated.chat(CHAT, OSS, text, "\"max_tokens\":10").statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> refused = emulated.chat(CHAT, OSS, text, "\"max_tokens\":10");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(json(refused).at("/error/type").asText()).isEqualTo("tokens");
        }
    }

    @Test
    void theGiftEndsAfterThreeMonths() throws Exception {
        try (Emulated emulated = paying("no")) {
            assertThat(ask(emulated, LLAMA, 1).statusCode()).isEqualTo(200);
            emulated.clock.set(Instant.parse("2026-11-30T11:59:59Z"));
            assertThat(ask(emulated, LLAMA, 1).statusCode()).isEqualTo(200);
            emulated.clock.turn(Duration.ofSeconds(1));
            assertThat(ask(emulated, LLAMA, 1).statusCode()).isEqualTo(402);
            assertThat(emulated.judge("sambanova").path("refused_by_quota").asInt()).isOne();
        }
    }

    @Test
    void withAPaymentMethodTheGiftIsUsedUpAndThenPaid() throws Exception {
        try (Emulated emulated = paying("yes")) {
            for (int i = 0; i < 30; i++) {
                assertThat(ask(emulated, LLAMA, 8_000).statusCode()).isEqualTo(200);
            }
            assertThat(emulated.judge("sambanova").path("billed_micro_dollars").asInt()).isZero();
            emulated.clock.set(Instant.parse("2026-12-01T00:00:00Z"));
            assertThat(ask(emulated, LLAMA, 1_000).statusCode()).isEqualTo(200);
            assertThat(emulated.judge("sambanova").path("billed_micro_dollars").asInt())
                    .isBetween(1_200, 1_250);
        }
    }

    @Test
    void wrongKeysAndModelsAreSaidSo() throws Exception {
        try (Emulated emulated = paying("no")) {
            assertThat(emulated.chat("wrong", CHAT, OSS, "Hi", "").statusCode()).isEqualTo(401);
            assertThat(emulated.chat(CHAT, "none", "Hi", "").statusCode()).isEqualTo(404);
            assertThat(emulated.chat(CHAT, OSS, "Hi", "\"stream\":true").body())
                    .endsWith("data: [DONE]\n\n");
        }
    }
}
