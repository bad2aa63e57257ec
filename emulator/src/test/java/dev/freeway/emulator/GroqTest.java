package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.wire.Multipart;
import dev.freeway.wire.Payload;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groq's four buckets, and the wait it quotes. */
class GroqTest {
    private static final String CHAT = "/groq/openai/v1/chat/completions";
    private static final String OSS = "openai/gpt-oss-120b";

    private static Emulated on(String day) throws Exception {
        return Emulated.at(day + "T12:00:00Z", "groq", Map.of());
    }

    private static HttpResponse<String> ask(Emulated emulated, String model, int bound, int output)
            throws Exception {
        return emulated.chat(
                CHAT, model, "[[out=" + output + "]]", "\"max_completion_tokens\":" + bound);
    }

    @Test
    void thirtyFitInAMinuteAndOneMoreEveryTwoSeconds() throws Exception {
        try (Emulated emulated = on("2026-11-20")) {
            for (int i = 0; i < 30; i++) {
                assertThat(ask(emulated, OSS, 5, 5).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = ask(emulated, OSS, 5, 5);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .contains(
                            "requests per minute (RPM): Limit 30, Used 30, Requested 1. Please try"
                                    + " again in 2s.");
            assertThat(refused.headers().firstValue("retry-after")).contains("2");
            emulated.clock.turn(Duration.ofSeconds(2));
            assertThat(ask(emulated, OSS, 5, 5).statusCode()).isEqualTo(200);
            assertThat(ask(emulated, OSS, 5, 5).statusCode()).isEqualTo(429);
        }
    }

    @Test
    void theQuotedWaitIsWhatIsMissingDividedByTheRate() throws Exception {
        try (Emulated emulated = on("2026-11-20")) {
            long used = json(ask(emulated, OSS, 4_000, 4_000)).at("/usage/total_tokens").asLong();
            HttpResponse<String> refused = ask(emulated, OSS, 5_000, 1);
            Matcher requested = Pattern.compile("Requested (\\d+)").matcher(refused.body());
            assertThat(requested.find()).isTrue();
            long missing = used + Long.parseLong(requested.group(1)) - 8_000;
            String quoted = GoDuration.of(Duration.ofNanos(missing * 60_000_000_000L / 8_000));
            assertThat(refused.body())
                    .contains("tokens per minute (TPM): Limit 8000", "try again in " + quoted);
            emulated.clock.turn(Duration.ofNanos(missing * 60_000_000_000L / 8_000 - 10_000_000));
            assertThat(ask(emulated, OSS, 5_000, 1).statusCode()).isEqualTo(429);
            emulated.clock.turn(Duration.ofMillis(11));
            assertThat(ask(emulated, OSS, 5_000, 1).statusCode()).isEqualTo(200);
            assertThat(ask(emulated, OSS, 4_900, 1).statusCode())
                    .as("what was not used was given back")
                    .isEqualTo(200);
        }
    }

    @Test
    void aDaysTokensRefillAllDay() throws Exception {
        try (Emulated emulated = on("2026-05-01")) {
            String model = "llama-3.3-70b-versatile";
            HttpResponse<String> last = ask(emulated, model, 11_000, 11_000);
            for (int i = 0; i < 20 && last.statusCode() == 200; i++) {
                emulated.clock.turn(Duration.ofMinutes(1));
                last = ask(emulated, model, 11_000, 11_000);
            }
            assertThat(last.body()).contains("tokens per day (TPD): Limit 100000");
        }
    }

    @Test
    void theTooLargeIsRefusedForGood() throws Exception {
        try (Emulated emulated = on("2026-11-20")) {
            HttpResponse<String> refused = ask(emulated, OSS, 8_000, 1);
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body())
                    .contains("Request too large for model `openai/gpt-oss-120b`")
                    .contains("rate_limit_exceeded");
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
        }
    }

    @Test
    void headersTellRequestsOfADayAndTokensOfAMinute() throws Exception {
        try (Emulated emulated = on("2026-11-20")) {
            HttpResponse<String> answer = ask(emulated, OSS, 60, 60);
            assertThat(answer.headers().firstValue("x-ratelimit-limit-requests")).contains("1000");
            assertThat(answer.headers().firstValue("x-ratelimit-remaining-requests"))
                    .contains("999");
            assertThat(answer.headers().firstValue("x-ratelimit-reset-requests"))
                    .contains("1m26.4s");
            assertThat(answer.headers().firstValue("x-ratelimit-limit-tokens")).contains("8000");
            assertThat(ask(emulated, "groq/compound", 60_000, 1).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void modelsComeAndGo() throws Exception {
        try (Emulated emulated = on("2026-05-01")) {
            assertThat(emulated.get("/groq/openai/v1/models").body())
                    .contains("llama-3.1-8b-instant")
                    .doesNotContain("gpt-oss");
            assertThat(ask(emulated, OSS, 5, 5).statusCode()).isEqualTo(404);
            assertThat(emulated.chat("wrong", CHAT, OSS, "Hi", "").body())
                    .contains("Invalid API Key");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,0s",
        "PT0.37S,370ms",
        "PT1S,1s",
        "PT6M,6m0s",
        "PT2M59.56S,2m59.56s",
        "PT33M57.312S,33m57.312s",
        "PT1H,1h0m0s",
        "PT0.0001S,1ms"
    })
    void durationsAreGos(Duration duration, String printed) {
        assertThat(GoDuration.of(duration)).isEqualTo(printed);
    }

    private static HttpResponse<String> listen(Emulated emulated, String path, int seconds)
            throws Exception {
        List<Multipart.Part> parts =
                List.of(
                        Multipart.Part.field("model", "whisper-large-v3-turbo"),
                        Multipart.Part.field("prompt", "[[pace=fast]]"),
                        new Multipart.Part("file", "a.mp3", new byte[16_000 * seconds]));
        Payload form = new Multipart(parts).payload();
        return emulated.send(
                HttpRequest.newBuilder(emulated.uri("/groq/openai/v1/audio/" + path))
                        .header("authorization", "Bearer key")
                        .header("content-type", form.type())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes())));
    }

    @Test
    void anHourGivesTwoHoursOfAudioAndQuotesTheWait() throws Exception {
        try (Emulated emulated = on("2026-11-20")) {
            for (int i = 0; i < 6; i++) {
                assertThat(listen(emulated, "transcriptions", 1_195).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = listen(emulated, "transcriptions", 230);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .contains(
                            "seconds of audio per hour (ASPH): Limit 7200, Used 7170, Requested"
                                    + " 230. Please try again in 1m40s.",
                            "\"type\":\"seconds\"");
            emulated.clock.turn(Duration.ofSeconds(100));
            HttpResponse<String> served = listen(emulated, "transcriptions", 230);
            assertThat(served.headers().firstValue("x-ratelimit-remaining-audio-seconds"))
                    .contains("0");
        }
    }

    @Test
    void whatNoHourHoldsOrTheModelCannotDoIsRefusedForGood() throws Exception {
        try (Emulated emulated = on("2026-11-20")) {
            HttpResponse<String> large = listen(emulated, "transcriptions", 1_640);
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(large.body()).contains("request_too_large");
            assertThat(listen(emulated, "translations", 1).statusCode()).isEqualTo(400);
            assertThat(ask(emulated, "whisper-large-v3", 5, 5).statusCode()).isEqualTo(400);
        }
    }
}
