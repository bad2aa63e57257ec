package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** NVIDIA counts credits until June 2026 and minutes since; one model answers late. */
class NvidiaTest {
    private static final String CHAT = "/nvidia/v1/chat/completions";
    private static final String LLAMA = "meta/llama-3.1-8b-instruct";
    private static final String LATE = "nvidia/nemotron-3-super-120b-a12b";

    private static HttpResponse<String> ask(Emulated emulated) throws Exception {
        return emulated.chat(CHAT, LLAMA, "Hi [[out=1]]", "");
    }

    @Test
    void creditsAreGivenOnce() throws Exception {
        try (Emulated emulated = Emulated.at("2026-05-01T00:00:00Z", "nvidia", Map.of())) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(ask(emulated).statusCode()).isEqualTo(200);
            }
            emulated.clock.turn(Duration.ofDays(30));
            HttpResponse<String> refused = ask(emulated);
            assertThat(refused.statusCode()).isEqualTo(402);
            assertThat(refused.body()).contains("Payment Required", "Cloud credits expired");
            assertThat(emulated.judge("nvidia").path("refused_by_quota").asInt()).isOne();
            emulated.clock.turn(Duration.ofDays(1));
            assertThat(ask(emulated).statusCode()).as("of June on").isEqualTo(200);
        }
    }

    @Test
    void aBusinessAddressGaveMore() throws Exception {
        try (Emulated emulated =
                Emulated.at("2026-05-01T00:00:00Z", "nvidia", Map.of("business_mail", "yes"))) {
            ask(emulated);
            assertThat(emulated.judge("nvidia").at("/limits/0/amount").asInt()).isEqualTo(5_000);
        }
    }

    @Test
    void fortyFitInAnyMinute() throws Exception {
        try (Emulated emulated = Emulated.at("2026-06-01T00:00:00Z", "nvidia", Map.of())) {
            for (int i = 0; i < 40; i++) {
                assertThat(ask(emulated).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = ask(emulated);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .isEqualTo("{\"status\":429,\"title\":\"Too Many Requests\"}");
            assertThat(refused.headers().firstValue("retry-after")).isEmpty();
            emulated.clock.turn(Duration.ofMinutes(1).minusMillis(1));
            assertThat(ask(emulated).statusCode()).isEqualTo(429);
            emulated.clock.turn(Duration.ofMillis(1));
            HttpResponse<String> again = ask(emulated);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.headers().firstValue("nvcf-status")).contains("fulfilled");
        }
    }

    @Test
    void theLateModelIsPolled() throws Exception {
        try (Emulated emulated = Emulated.at("2026-10-01T00:00:00Z", "nvidia", Map.of())) {
            HttpResponse<String> accepted = emulated.chat(CHAT, LATE, "Hi [[out=3]]", "");
            assertThat(accepted.statusCode()).isEqualTo(202);
            assertThat(accepted.body()).isEmpty();
            String id = accepted.headers().firstValue("nvcf-reqid").orElseThrow();
            String page = "/nvidia/v2/nvcf/pexec/status/" + id;
            assertThat(emulated.get(page).statusCode()).isEqualTo(202);
            emulated.clock.turn(Duration.ofSeconds(2));
            HttpResponse<String> answer = emulated.get(page);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).at("/usage/completion_tokens").asInt()).isEqualTo(3);
            assertThat(emulated.get(page + "x").statusCode()).isEqualTo(404);
            assertThat(emulated.judge("nvidia").path("output_tokens").asInt()).isEqualTo(3);
            HttpResponse<String> streamed = emulated.chat(CHAT, LATE, "Hi", "\"stream\":true");
            assertThat(streamed.statusCode()).as("streams are not late").isEqualTo(200);
            assertThat(streamed.body()).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void badKeysAreForbiddenAndModelsAreFunctions() throws Exception {
        try (Emulated emulated = Emulated.at("2026-10-01T00:00:00Z", "nvidia", Map.of())) {
            HttpResponse<String> forbidden = emulated.chat("wrong", CHAT, LLAMA, "Hi", "");
            assertThat(forbidden.statusCode()).isEqualTo(403);
            assertThat(forbidden.body()).contains("Authorization failed");
            HttpResponse<String> unknown = emulated.chat(CHAT, "none", "Hi", "");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("Not found for account");
        }
    }
}
