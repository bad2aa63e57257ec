package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The router's hosts, its monthly credit, and its own machines. */
class HuggingFaceTest {
    private static final String CHAT = "/huggingface/v1/chat/completions";
    private static final String DEEPSEEK = "deepseek-ai/DeepSeek-V4-Pro";
    private static final String OSS = "openai/gpt-oss-120b";
    private static final String NATIVE = "/huggingface/hf-inference/models/";

    /** At together this is a bit over 0.10 dollars. */
    private static final String DEAR = "[[out=23000]]";

    @SuppressWarnings("NullAway.Init")
    private Emulated emulated;

    @BeforeEach
    void start() throws Exception {
        emulated =
                Emulated.at(
                        "2026-11-20T12:00:00Z",
                        List.of(
                                new EmulatedAccount("huggingface", "key", Map.of()),
                                new EmulatedAccount("huggingface", "pro", Map.of("plan", "pro")),
                                new EmulatedAccount(
                                        "huggingface", "buyer", Map.of("credits", "purchased")),
                                new EmulatedAccount(
                                        "huggingface", "own", Map.of("own_key_groq", "yes"))));
    }

    @AfterEach
    void stop() {
        emulated.close();
    }

    private HttpResponse<String> ask(String key, String model, String text) throws Exception {
        return emulated.chat(key, CHAT, model, text, "");
    }

    private long credit(String account) throws Exception {
        for (JsonNode limit : emulated.judge("huggingface").path("limits")) {
            if (limit.path("account").asText().equals(account)) {
                return limit.path("count").asLong();
            }
        }
        return 0;
    }

    @Test
    void theHostIsNamedOrChosen() throws Exception {
        Map<String, String> hosts =
                Map.of(
                        OSS,
                        "cerebras",
                        OSS + ":fastest",
                        "cerebras",
                        OSS + ":cheapest",
                        "groq",
                        OSS + ":preferred",
                        "groq",
                        OSS + ":groq",
                        "groq",
                        DEEPSEEK,
                        "together",
                        DEEPSEEK + ":cheapest",
                        "novita",
                        DEEPSEEK + ":deepinfra",
                        "deepinfra");
        for (Map.Entry<String, String> one : hosts.entrySet()) {
            assertThat(
                            ask("key", one.getKey(), "[[out=1]]")
                                    .headers()
                                    .firstValue("x-inference-provider"))
                    .as(one.getKey())
                    .contains(one.getValue());
        }
        assertThat(ask("key", OSS + ":sambanova", "Hi").body()).contains("model_not_supported");
        assertThat(ask("key", "BAAI/bge-small-en-v1.5", "Hi").statusCode()).isEqualTo(400);
    }

    @Test
    void eachHostCostsItsPrice() throws Exception {
        JsonNode usage = json(ask("key", DEEPSEEK + ":novita", "[[out=1000]]")).path("usage");
        double cost = usage.path("prompt_tokens").asInt() * 1.69 + 1_000 * 3.38;
        assertThat(credit("key")).isEqualTo(Math.round(cost));
        assertThat(emulated.judge("huggingface").path("billed_micro_dollars").asInt()).isZero();
    }

    @Test
    void theMonthsCreditServesWhileAnyIsLeftAndComesBackOnTheFirst() throws Exception {
        assertThat(ask("key", DEEPSEEK, DEAR).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = ask("key", OSS, "Hi");
        assertThat(refused.statusCode()).isEqualTo(402);
        String text = json(refused).path("error").asText();
        assertThat(text).startsWith("You have depleted your monthly included credits.");
        assertThat(refused.headers().firstValue("x-error-message")).contains(text);
        emulated.clock.set(Instant.parse("2026-11-30T23:59:59Z"));
        assertThat(ask("key", OSS, "Hi").statusCode()).isEqualTo(402);
        emulated.clock.set(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(ask("key", OSS, "Hi").statusCode()).isEqualTo(200);
        assertThat(emulated.judge("huggingface").path("refused_by_quota").asInt()).isEqualTo(2);
    }

    @Test
    void proHasTwentyTimesAsMuch() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("pro", DEEPSEEK, DEAR).statusCode()).isEqualTo(200);
        }
        assertThat(
                        json(emulated.send("GET", "pro", "/huggingface/api/whoami-v2", ""))
                                .path("isPro")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void boughtCreditsAreChargedBeyondTheIncludedOnes() throws Exception {
        ask("buyer", DEEPSEEK, DEAR);
        long beyond = credit("buyer") - 100_000;
        JsonNode judge = emulated.judge("huggingface");
        assertThat(judge.path("billed_micro_dollars").asLong()).isBetween(beyond, beyond + 1);
        assertThat(ask("buyer", OSS, "[[out=100]]").statusCode()).isEqualTo(200);
        assertThat(emulated.judge("huggingface").path("billed_micro_dollars").asLong())
                .isGreaterThan(beyond + 70);
    }

    @Test
    void anOwnKeyLeavesTheCreditAlone() throws Exception {
        ask("own", OSS + ":groq", "[[out=100]]");
        assertThat(credit("own")).isZero();
        ask("own", OSS + ":cerebras", "[[out=100]]");
        assertThat(credit("own")).isPositive();
    }

    @Test
    void itsOwnMachinesGivePicturesAndVectors() throws Exception {
        HttpResponse<String> picture =
                emulated.send(
                        "POST",
                        "key",
                        NATIVE + "black-forest-labs/FLUX.1-schnell",
                        "{\"inputs\":\"[[pace=fast]] a road\"}");
        assertThat(picture.headers().firstValue("content-type")).contains("image/jpeg");
        assertThat(credit("key")).isEqualTo(1_200);
        String bge = NATIVE + "BAAI/bge-small-en-v1.5/pipeline/feature-extraction";
        String two = "{\"inputs\":[\"[[pace=fast]]\",\"b\"]}";
        assertThat(json(emulated.send("POST", "key", bge, two)).path(1)).hasSize(384);
        String one = "{\"inputs\":\"[[pace=fast]]\"}";
        assertThat(json(emulated.send("POST", "key", bge, one))).hasSize(384);
        assertThat(emulated.send("POST", "key", bge, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void modelsAreShownToAllWithTheirHosts() throws Exception {
        HttpRequest.Builder nobody =
                HttpRequest.newBuilder(emulated.uri("/huggingface/v1/models")).GET();
        JsonNode list = json(emulated.send(nobody));
        assertThat(list.path("data")).hasSize(2);
        JsonNode one = json(emulated.get("/huggingface/v1/models/" + DEEPSEEK));
        assertThat(one.at("/providers/1/provider").asText()).isEqualTo("together");
        assertThat(one.at("/providers/1/pricing/output").asDouble()).isEqualTo(4.40);
        assertThat(emulated.send("POST", "wrong", CHAT, "{}").body())
                .contains("Invalid username or password.");
    }

    @Test
    void theHubCountsItsCallsInFixedWindows() throws Exception {
        HttpResponse<String> me = emulated.get("/huggingface/api/whoami-v2");
        assertThat(me.headers().firstValue("ratelimit")).contains("\"api\";r=999;t=300");
        for (int i = 1; i < 1_000; i++) {
            emulated.get("/huggingface/api/models?inference_provider=groq");
        }
        assertThat(emulated.get("/huggingface/api/whoami-v2").statusCode()).isEqualTo(429);
        emulated.clock.set(Instant.parse("2026-11-20T12:05:00Z"));
        assertThat(emulated.get("/huggingface/api/whoami-v2").statusCode()).isEqualTo(200);
    }
}
