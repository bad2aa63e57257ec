package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gemini's own wire, its limits by project and model, and its traps. */
class GeminiTest {
    private static final String API = "/gemini/v1beta";
    private static final String FLASH = "gemini-2.5-flash";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    private Emulated emulated;

    @BeforeEach
    void start() throws Exception {
        emulated =
                Emulated.at(
                        "2026-11-20T12:00:00Z",
                        List.of(
                                new EmulatedAccount("gemini", "key", Map.of("project", "p")),
                                new EmulatedAccount("gemini", "second", Map.of("project", "p")),
                                new EmulatedAccount("gemini", "paid", Map.of("billing", "paid"))));
    }

    @AfterEach
    void stop() {
        emulated.close();
    }

    private HttpResponse<String> post(String key, String method, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(emulated.uri(API + "/models/" + method))
                        .header("x-goog-api-key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return emulated.send(request);
    }

    private static String contents(String text, String more) {
        return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"[[pace=fast]] %s\"}]}]%s}"
                .formatted(text, more.isEmpty() ? "" : "," + more);
    }

    private HttpResponse<String> flash(String key) throws Exception {
        return post(key, FLASH + ":generateContent", contents("[[out=3]]", ""));
    }

    @Test
    void anAnswerHasCandidatesAndUsage() throws Exception {
        JsonNode answer =
                json(
                        post(
                                "key",
                                FLASH + ":generateContent",
                                contents(
                                        "[[out=9]]",
                                        "\"systemInstruction\":{\"parts\":[{\"text\":\"Be"
                                            + " brief\"}]},\"generationConfig\":{\"maxOutputTokens\":5,\"candidateCount\":2}")));
        assertThat(answer.path("candidates")).hasSize(2);
        assertThat(answer.at("/candidates/0/finishReason").asText()).isEqualTo("MAX_TOKENS");
        assertThat(TextTokens.of(answer.at("/candidates/1/content/parts/0/text").asText()))
                .isEqualTo(5);
        assertThat(answer.at("/usageMetadata/candidatesTokenCount").asInt()).isEqualTo(10);
        assertThat(answer.path("modelVersion").asText()).isEqualTo(FLASH);
    }

    @Test
    void aStreamIsEventsWithoutDoneOrAnArray() throws Exception {
        String events =
                post("key", FLASH + ":streamGenerateContent?alt=sse", contents("[[out=4]]", ""))
                        .body();
        assertThat(events).startsWith("data: {").endsWith("}\r\n\r\n").doesNotContain("[DONE]");
        assertThat(events.split("\r\n\r\n", -1)).hasSize(4 + 1 + 1);
        HttpResponse<String> array =
                post("key", FLASH + ":streamGenerateContent", contents("[[out=4]]", ""));
        JsonNode all = json(array);
        assertThat(all).hasSize(4 + 1);
        assertThat(all.path(4).at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
        assertThat(all.path(4).at("/usageMetadata/candidatesTokenCount").asInt()).isEqualTo(4);
    }

    @Test
    void toolsAndSchemasAreFollowed() throws Exception {
        String tools =
                "\"tools\":[{\"functionDeclarations\":[{\"name\":\"one\"},{\"name\":\"two\",\"parameters\":{\"type\":\"OBJECT\",\"properties\":{\"km\":{\"type\":\"INTEGER\"}}}}]}],"
                    + "\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"two\"]}}";
        JsonNode call = json(post("key", FLASH + ":generateContent", contents("", tools)));
        JsonNode function = call.at("/candidates/0/content/parts/0/functionCall");
        assertThat(function.path("name").asText()).isEqualTo("two");
        assertThat(function.at("/args/km").isInt()).isTrue();
        String streamed =
                post("key", FLASH + ":streamGenerateContent?alt=sse", contents("", tools)).body();
        assertThat(streamed).containsOnlyOnce("functionCall");
        String schema =
                "\"generationConfig\":{\"responseMimeType\":\"application/json\",\"responseSchema\":{\"type\":\"OBJECT\",\"properties\":{\"free\":{\"type\":\"BOOLEAN\"}}}}";
        JsonNode answer = json(post("key", FLASH + ":generateContent", contents("", schema)));
        String text = answer.at("/candidates/0/content/parts/0/text").asText();
        assertThat(Json.parse(text).orElseThrow().path("free").isBoolean()).isTrue();
    }

    @Test
    void countingIsFreeAndAgreesWithTheAnswer() throws Exception {
        String body = contents("free road", "");
        for (int i = 0; i < 10; i++) {
            assertThat(post("key", FLASH + ":countTokens", body).statusCode()).isEqualTo(200);
        }
        int counted = json(post("key", FLASH + ":countTokens", body)).path("totalTokens").asInt();
        JsonNode answer = json(post("key", FLASH + ":generateContent", body));
        assertThat(answer.at("/usageMetadata/promptTokenCount").asInt()).isEqualTo(counted);
        assertThat(emulated.judge("gemini").path("accepted").asInt()).isOne();
    }

    @Test
    void embeddingsComeOneByOneOrTogether() throws Exception {
        String content =
                "{\"content\":{\"parts\":[{\"text\":\"road\"}]},\"outputDimensionality\":8}";
        String model = "gemini-embedding-001";
        assertThat(json(post("key", model + ":embedContent", content)).at("/embedding/values"))
                .hasSize(8);
        String two = "{\"requests\":[%s,%s]}".formatted(content, content);
        assertThat(json(post("key", model + ":batchEmbedContents", two)).path("embeddings"))
                .hasSize(2);
        assertThat(post("key", FLASH + ":embedContent", content).statusCode()).isEqualTo(404);
    }

    @Test
    void fiveAMinuteAreSharedByTheKeysOfAProject() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(flash(i % 2 == 0 ? "key" : "second").statusCode()).isEqualTo(200);
        }
        JsonNode refused = json(flash("second"));
        assertThat(refused.at("/error/status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(refused.at("/error/details/1/violations/0/quotaId").asText())
                .isEqualTo("GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
        assertThat(refused.at("/error/details/1/violations/0/quotaValue").asText()).isEqualTo("5");
        emulated.clock.turn(MINUTE.minusMillis(1));
        assertThat(flash("key").statusCode()).isEqualTo(429);
        emulated.clock.turn(Duration.ofMillis(1));
        assertThat(flash("key").statusCode()).isEqualTo(200);
        assertThat(emulated.judge("gemini").path("refused_by_quota").asInt()).isEqualTo(2);
    }

    @Test
    void inputTokensAMinuteAreLimitedToo() throws Exception {
        String gemma = "gemma-3-27b-it:generateContent";
        String long14 = contents("[[out=1]] " + "road ".repeat(14_000), "");
        assertThat(post("key", gemma, long14).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = post("key", gemma, long14);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("input_token_count", "limit: 15000");
        emulated.clock.turn(MINUTE);
        assertThat(post("key", gemma, long14).statusCode()).isEqualTo(200);
    }

    @Test
    void aDayEndsAtPacificMidnightAndMisleadsEveryOtherTime() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(flash("key").statusCode()).isEqualTo(200);
            emulated.clock.turn(MINUTE);
        }
        assertThat(delay(flash("key"))).isEqualTo("38s");
        Duration left =
                Duration.between(emulated.clock.instant(), Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(delay(flash("key"))).isEqualTo(left.toSeconds() + "s");
        emulated.clock.set(Instant.parse("2026-11-21T07:59:59Z"));
        assertThat(flash("key").statusCode()).isEqualTo(429);
        emulated.clock.set(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(flash("key").statusCode()).isEqualTo(200);
    }

    @Test
    void inSummerThatMidnightIsAnHourEarlier() throws Exception {
        emulated.clock.set(Instant.parse("2026-07-01T06:30:00Z"));
        for (int i = 0; i < 20; i++) {
            flash("key");
            emulated.clock.turn(MINUTE);
        }
        assertThat(flash("key").statusCode()).isEqualTo(429);
        emulated.clock.set(Instant.parse("2026-07-01T07:00:00Z"));
        assertThat(flash("key").statusCode()).isEqualTo(200);
    }

    private static String delay(HttpResponse<String> refused) {
        JsonNode body = json(refused);
        assertThat(body.at("/error/details/1/violations/0/quotaId").asText()).contains("PerDay");
        return body.at("/error/details/2/retryDelay").asText();
    }

    @Test
    void aModelOutsideTheFreeTierHasALimitOfNone() throws Exception {
        String pro = "gemini-2.5-pro:generateContent";
        HttpResponse<String> refused = post("key", pro, contents("Hi", ""));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("limit: 0");
        assertThat(post("paid", pro, contents("Hi", "")).statusCode()).isEqualTo(200);
        assertThat(emulated.judge("gemini").path("billed_micro_dollars").asLong()).isPositive();
    }

    @Test
    void keysModelsAndContentsAreRefusedInGooglesWords() throws Exception {
        assertThat(flash("wrong").body()).contains("API_KEY_INVALID");
        HttpResponse<String> none =
                emulated.send(
                        HttpRequest.newBuilder(
                                        emulated.uri(API + "/models/" + FLASH + ":generateContent"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(none.statusCode()).isEqualTo(403);
        assertThat(post("key", "x:generateContent", contents("Hi", "")).statusCode())
                .isEqualTo(404);
        assertThat(post("key", FLASH + ":generateContent", "{}").body())
                .contains("contents is not specified");
        assertThat(post("key", FLASH + ":generateSong", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void openAisLayerSharesTheCountsAndPutsErrorsInAnArray() throws Exception {
        String chat = API + "/openai/chat/completions";
        HttpResponse<String> stream =
                emulated.chat(chat, "models/" + FLASH, "[[out=3]]", "\"stream\":true");
        assertThat(stream.body()).contains("chat.completion.chunk").endsWith("data: [DONE]\n\n");
        for (int i = 0; i < 4; i++) {
            assertThat(flash("key").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = emulated.chat(chat, FLASH, "Hi", "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).at("/0/error/code").asInt()).isEqualTo(429);
        assertThat(json(emulated.get(API + "/openai/models")).path("data")).isNotEmpty();
    }

    @Test
    void modelsAreListedWithTheirMethods() throws Exception {
        JsonNode list = json(emulated.get(API + "/models?key=key"));
        assertThat(list.at("/models/0/name").asText()).startsWith("models/");
        JsonNode one = json(emulated.get(API + "/models/gemini-embedding-001?key=key"));
        assertThat(one.path("supportedGenerationMethods").toString()).contains("embedContent");
        assertThat(emulated.get(API + "/models/x?key=key").statusCode()).isEqualTo(404);
    }
}
