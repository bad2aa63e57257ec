package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cloudflare's own wire and its neurons, which are taken when an answer is over. */
class CloudflareTest {
    private static final String AI = "/cloudflare/client/v4/accounts/a1/ai";
    private static final String PAID = "/cloudflare/client/v4/accounts/a2/ai";
    private static final String DEAR = "@cf/deepseek-ai/deepseek-r1-distill-qwen-32b";
    private static final String FLUX = "@cf/black-forest-labs/flux-1-schnell";

    @SuppressWarnings("NullAway.Init")
    private Emulated emulated;

    @BeforeEach
    void start() throws Exception {
        emulated =
                Emulated.at(
                        "2026-11-20T12:00:00Z",
                        List.of(
                                new EmulatedAccount(
                                        "cloudflare", "key", Map.of("account_id", "a1")),
                                new EmulatedAccount(
                                        "cloudflare",
                                        "paid",
                                        Map.of("account_id", "a2", "workers_plan", "paid"))));
    }

    @AfterEach
    void stop() {
        emulated.close();
    }

    private HttpResponse<String> run(String model, String body) throws Exception {
        return emulated.send("POST", "key", AI + "/run/" + model, body);
    }

    private static String prompt(String text, String more) {
        return "{\"prompt\":\"[[pace=fast]] %s\"%s}".formatted(text, more);
    }

    private long neurons() throws Exception {
        for (JsonNode limit : emulated.judge("cloudflare").path("limits")) {
            if (limit.path("limit").asText().equals("neurons")) {
                return limit.path("count").asLong();
            }
        }
        return -1;
    }

    @Test
    void textComesInAnEnvelopeOrInEvents() throws Exception {
        JsonNode whole = json(run(DEAR, prompt("[[out=7]]", "")));
        assertThat(whole.path("success").asBoolean()).isTrue();
        assertThat(TextTokens.of(whole.at("/result/response").asText())).isEqualTo(7);
        assertThat(whole.at("/result/usage/completion_tokens").asInt()).isEqualTo(7);
        String stream = run(DEAR, prompt("[[out=7]]", ",\"stream\":true")).body();
        assertThat(stream).startsWith("data: {\"response\":").endsWith("data: [DONE]\n\n");
        assertThat(stream.split("data: ", -1)).hasSize(1 + 7 + 1 + 1);
        JsonNode unbounded = json(run(DEAR, prompt("[[out=1000]]", "")));
        assertThat(unbounded.at("/result/usage/completion_tokens").asInt()).isEqualTo(256);
    }

    @Test
    void bareToolsAreCalled() throws Exception {
        String body =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"[[pace=fast]] use a"
                    + " tool\"}],\"tools\":[{\"name\":\"go\",\"parameters\":{\"type\":\"object\",\"properties\":{\"km\":{\"type\":\"number\"}}}}]}";
        JsonNode answer = json(run(DEAR, body));
        assertThat(answer.at("/result/tool_calls/0/name").asText()).isEqualTo("go");
        assertThat(answer.at("/result/tool_calls/0/arguments/km").isNumber()).isTrue();
    }

    @Test
    void aBareSchemaIsHeeded() throws Exception {
        String schema = "{\"type\":\"object\",\"properties\":{\"km\":{\"type\":\"number\"}}}";
        for (String form : List.of("%s", "{\"name\":\"road\",\"schema\":%s}")) {
            String format =
                    ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":%s}"
                            .formatted(form.formatted(schema));
            JsonNode answer = json(run(DEAR, prompt("", format)));
            assertThat(answer.at("/result/response/km").isNumber()).as(form).isTrue();
        }
    }

    @Test
    void embeddingsTellTheirShape() throws Exception {
        JsonNode answer =
                json(run("@cf/baai/bge-base-en-v1.5", "{\"text\":[\"[[pace=fast]]\",\"b\"]}"));
        assertThat(answer.at("/result/shape").toString()).isEqualTo("[2,768]");
        assertThat(answer.at("/result/data/1")).hasSize(768);
        JsonNode openAi =
                json(
                        emulated.send(
                                "POST",
                                "key",
                                AI + "/v1/embeddings",
                                "{\"model\":\"@cf/baai/bge-m3\",\"input\":\"[[pace=fast]]\"}"));
        assertThat(openAi.at("/data/0/object").asText()).isEqualTo("embedding");
    }

    @Test
    void anImageCostsByTileAndStep() throws Exception {
        JsonNode answer = json(run(FLUX, prompt("a road", "")));
        byte[] jpeg = Base64.getDecoder().decode(answer.at("/result/image").asText());
        assertThat(jpeg[0]).isEqualTo((byte) 0xff);
        assertThat(neurons()).isEqualTo(Math.round(4 * 4.80 + 4 * 9.60));
        run(FLUX, prompt("a road", ",\"width\":512,\"height\":600,\"steps\":8"));
        assertThat(neurons()).isEqualTo(Math.round(4 * 4.80 + 4 * 9.60 + 2 * 4.80 + 8 * 9.60));
        assertThat(run(FLUX, prompt("a road", ",\"steps\":9")).statusCode()).isEqualTo(400);
    }

    @Test
    void aMinuteOfSpeechCostsItsNeurons() throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(emulated.uri(AI + "/run/@cf/openai/whisper"))
                        .header("authorization", "Bearer key")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[16_000 * 2]));
        JsonNode answer = json(emulated.send(request));
        assertThat(answer.at("/result/word_count").asInt()).isEqualTo(5);
        assertThat(answer.at("/result/vtt").asText()).startsWith("WEBVTT");
        assertThat(neurons()).isEqualTo(Math.round(41.14 * 2 / 60));
    }

    @Test
    void theLaterWhisperTakesBase64AndSaysHowLongItWas() throws Exception {
        String audio = Base64.getEncoder().encodeToString(new byte[16_000 * 2]);
        String turbo = "@cf/openai/whisper-large-v3-turbo";
        JsonNode answer = json(run(turbo, "{\"audio\":\"" + audio + "\"}"));
        assertThat(answer.at("/result/transcription_info/duration").asDouble()).isEqualTo(2);
        assertThat(answer.at("/result/segments/0/words").size()).isEqualTo(5);
        assertThat(neurons()).isEqualTo(Math.round(46.63 * 2 / 60));
        assertThat(run(turbo, "{\"audio\":[1,2]}").statusCode()).isEqualTo(400);
    }

    @Test
    void whoeverHasAnyNeuronsLeftIsServedUntilMidnightUtc() throws Exception {
        String dear = prompt("[[out=11000]]", ",\"max_tokens\":11000");
        for (int i = 0; i < 3; i++) {
            assertThat(run(DEAR, dear).statusCode()).isEqualTo(200);
        }
        assertThat(neurons()).isGreaterThan(10_000);
        HttpResponse<String> refused = run(DEAR, dear);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).at("/errors/0/code").asInt()).isEqualTo(4006);
        assertThat(refused.headers().firstValue("retry-after")).isEmpty();
        assertThat(run(FLUX, prompt("one pool", "")).statusCode()).isEqualTo(429);
        emulated.clock.set(Instant.parse("2026-11-20T23:59:59Z"));
        assertThat(run(DEAR, prompt("", "")).statusCode()).isEqualTo(429);
        emulated.clock.set(Instant.parse("2026-11-21T00:00:00Z"));
        assertThat(run(DEAR, prompt("", "")).statusCode()).isEqualTo(200);
        JsonNode judge = emulated.judge("cloudflare");
        assertThat(judge.path("refused_by_quota").asInt()).isEqualTo(3);
        assertThat(judge.path("billed_micro_dollars").asInt()).isZero();
    }

    @Test
    void workersPaidIsBilledForWhatIsBeyond() throws Exception {
        String chat = PAID + "/v1/chat/completions";
        String more = "\"max_tokens\":22000";
        int neurons = (int) Math.floor(22_000 * 0.443756);
        emulated.chat("paid", chat, DEAR, "[[out=22000]]", more);
        assertThat(emulated.judge("cloudflare").path("billed_micro_dollars").asInt()).isZero();
        emulated.chat("paid", chat, DEAR, "[[out=22000]]", more);
        assertThat(emulated.judge("cloudflare").path("billed_micro_dollars").asInt())
                .isBetween((2 * neurons - 10_000) * 11, (2 * neurons - 9_990) * 11);
    }

    @Test
    void threeHundredTextsAMinute() throws Exception {
        for (int i = 0; i < 300; i++) {
            assertThat(run(DEAR, prompt("[[out=1]]", "")).statusCode()).isEqualTo(200);
        }
        assertThat(run(DEAR, prompt("[[out=1]]", "")).statusCode()).isEqualTo(429);
        assertThat(run(FLUX, prompt("a road", "")).statusCode()).isEqualTo(200);
        emulated.clock.turn(Duration.ofMinutes(1));
        assertThat(run(DEAR, prompt("[[out=1]]", "")).statusCode()).isEqualTo(200);
    }

    @Test
    void modelsKeysAndBodiesAreRefusedInItsEnvelope() throws Exception {
        assertThat(json(run("@cf/none", prompt("", ""))).at("/errors/0/code").asInt())
                .isEqualTo(5007);
        assertThat(run("@cf/moonshotai/kimi-k2.6", prompt("", "")).statusCode()).isEqualTo(403);
        assertThat(json(run(DEAR, "{}")).at("/errors/0/code").asInt()).isEqualTo(5004);
        HttpResponse<String> foreign =
                emulated.send("POST", "key", PAID + "/run/" + DEAR, prompt("", ""));
        assertThat(foreign.statusCode()).isEqualTo(403);
        HttpResponse<String> wrong =
                emulated.send("POST", "wrong", AI + "/run/" + DEAR, prompt("", ""));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(json(wrong).at("/errors/0/code").asInt()).isEqualTo(10000);
        assertThat(emulated.send("POST", "key", AI + "/walk/x", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void modelsAreSearched() throws Exception {
        JsonNode found = json(emulated.get(AI + "/models/search?search=bge"));
        assertThat(found.path("result")).hasSize(4);
        assertThat(found.at("/result/0/task/name").asText()).isEqualTo("Text Embeddings");
    }

    @Test
    void theModelsComeByThePage() throws Exception {
        String search = AI + "/models/search?search=bge&per_page=3&page=";
        JsonNode first = json(emulated.get(search + 1));
        JsonNode second = json(emulated.get(search + 2));
        assertThat(first.path("result")).hasSize(3);
        assertThat(second.path("result"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(first.path("result"));
        assertThat(second.at("/result_info/total_count").asInt()).isEqualTo(4);
        assertThat(json(emulated.get(search + 3)).path("result")).isEmpty();
    }
}
