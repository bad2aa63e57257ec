package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Together gives nothing away, and tells its rates by the second. */
class TogetherTest {
    private static final String CHAT = "/together/v1/chat/completions";
    private static final String OSS = "openai/gpt-oss-20b";
    private static final String DEEP = "deepseek-ai/DeepSeek-V4-Pro";

    private static Emulated open() throws Exception {
        return Emulated.at("2026-11-20T12:00:00Z", "together", Map.of());
    }

    @Test
    void sixtyAMinuteOfEachModel() throws Exception {
        try (Emulated emulated = open()) {
            for (int i = 0; i < 60; i++) {
                assertThat(emulated.chat(CHAT, OSS, "[[out=1]]", "").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = emulated.chat(CHAT, OSS, "Hi", "");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(json(refused).at("/error/type").asText()).isEqualTo("rate_limit");
            assertThat(refused.headers().firstValue("x-ratelimit-limit")).contains("1");
            assertThat(refused.headers().firstValue("x-ratelimit-remaining")).contains("0");
            assertThat(refused.headers().firstValue("x-ratelimit-reset")).contains("1.0");
            assertThat(emulated.chat(CHAT, DEEP, "Hi", "").statusCode()).isEqualTo(200);
            emulated.clock.turn(Duration.ofMinutes(1));
            assertThat(emulated.chat(CHAT, OSS, "Hi", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tokensOfAMinuteAreCountedToo() throws Exception {
        try (Emulated emulated = open()) {
            for (int i = 0; i < 12; i++) {
                assertThat(emulated.chat(CHAT, OSS, "[[out=15000]]", "").statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> refused = emulated.chat(CHAT, OSS, "Hi", "");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("x-tokenlimit-limit")).contains("3000");
            assertThat(refused.headers().firstValue("x-tokenlimit-remaining")).contains("0");
        }
    }

    @Test
    void everythingIsBilled() throws Exception {
        try (Emulated emulated = open()) {
            String body = emulated.chat(CHAT, DEEP, "[[out=1000]]", "\"stream\":true").body();
            assertThat(body).endsWith("data: [DONE]\n\n");
            assertThat(emulated.judge("together").path("billed_micro_dollars").asInt())
                    .isBetween(4_400, 4_450);
        }
    }

    @Test
    void loadIs503() throws Exception {
        try (Emulated emulated = open()) {
            emulated.send(
                    "PUT", "", "/_emulator/faults", "{\"fault\":\"rate_limit_storm\",\"times\":1}");
            HttpResponse<String> full = emulated.chat(CHAT, OSS, "Hi", "");
            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.body()).contains("overloaded");
            assertThat(emulated.chat("wrong", CHAT, OSS, "Hi", "").statusCode()).isEqualTo(401);
            assertThat(emulated.chat(CHAT, "none", "Hi", "").statusCode()).isEqualTo(404);
        }
    }
}
