package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients meet at the door. */
class DoorTest extends DemoTest {
    private static final String CHAT = "/v1/chat/completions";

    @Test
    void anAnswerSaysWhereItComesFromAndWhatIsLeft() throws Exception {
        HttpResponse<String> answer =
                browser.chat("cerebras/gpt-oss-120b", "Hello [[out=9]]", false);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map())
                .containsEntry("x-freeway-provider", List.of("cerebras"))
                .containsEntry("x-freeway-model", List.of("gpt-oss-120b"))
                .containsEntry("x-freeway-account", List.of("emulated"))
                .containsEntry("x-ratelimit-remaining-requests", List.of("4"))
                .containsKeys("x-request-id", "x-freeway-why", "x-freeway-left");
        JsonNode body = Browser.json(answer);
        assertThat(body.at("/usage/completion_tokens").asInt()).isEqualTo(9);
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(body.at("/choices/0").has("logprobs")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Bearer %s",
        "authorization, %s",
        "api-key, %s",
        "x-api-key, %s",
        "x-goog-api-key, %s"
    })
    void everyUsualWayToCarryATokenIsTaken(String header, String form) throws Exception {
        HttpRequest.Builder models =
                browser.request("/v1/models").header(header, form.formatted(demo.token()));
        assertThat(browser.send(models).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATokenOrWithAWrongOneNothingIsTold() throws Exception {
        HttpResponse<String> none = browser.send(browser.request("/v1/models"));
        HttpResponse<String> wrong =
                browser.send(browser.request("/api/quota").header("x-api-key", "fw_wrong"));
        for (HttpResponse<String> answer : List.of(none, wrong)) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(
                            Browser.json(answer).path("error").properties().stream()
                                    .map(Map.Entry::getKey))
                    .contains("message", "type", "param", "code");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cerebras/gpt-oss-120b",
                "cerebras%2Fgpt-oss-120b",
                "openrouter/openai/gpt-oss-20b:free",
                "openrouter%2Fopenai%2Fgpt-oss-20b%3Afree",
                "auto"
            })
    void aModelIsFoundByItsIdEncodedOrNot(String id) throws Exception {
        HttpResponse<String> answer = browser.get("/v1/models/" + id);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Browser.json(answer).path("object").asText()).isEqualTo("model");
    }

    @Test
    void anUnknownModelIsA404ThatNamesOnesAlike() throws Exception {
        HttpResponse<String> answer = browser.chat("gpt-oss-120", "Hello", false);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("model_not_found").contains("gpt-oss-120b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":[{}]}|model|missing",
                "{\"model\":7,\"messages\":[{}]}|model|expected: a model's name",
                "{\"model\":\"auto\"}|messages|missing",
                "{\"model\":\"auto\",\"messages\":[]}|messages|at least one",
                "{\"model\":\"auto\",\"messages\":{}}|messages|an array",
                "{\"model\":\"auto\",\"messages\":[{}],\"n\":99}|n|from 1 to 8",
                "{\"model\":\"auto\",\"messages\":[{}],\"max_tokens\":-1}|max_tokens|whole number",
                "{\"model\":\"auto\",\"messages\":[{}],\"stream\":\"yes\"}|stream|true or false"
            })
    void whatIsWrongIsNamedWithItsField(String body, String param, String expected)
            throws Exception {
        HttpResponse<String> answer = browser.post(CHAT, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.json(answer).at("/error/param").asText()).isEqualTo(param);
        assertThat(Browser.json(answer).at("/error/message").asText()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{\"a\":1}x",
                "{\"a\":1,\"a\":2}",
                "{\"mod\\u0065l\":1,\"model\":2}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":1,}"
            })
    void whatIsNoJsonObjectIsA400ThatSaysWhere(String body) throws Exception {
        HttpResponse<String> answer = browser.post(CHAT, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_json").containsPattern("line|byte|empty");
    }

    @Test
    void nestingDeeperThan64IsRefusedAndOneLessIsNot() throws Exception {
        String deep =
                "{\"model\":\"auto\",\"messages\":[{}],\"x\":"
                        + "[".repeat(64)
                        + "]".repeat(64)
                        + "}";
        assertThat(browser.post(CHAT, deep).statusCode()).isEqualTo(400);
        assertThat(browser.post(CHAT, deep).body()).contains("64");
    }

    @Test
    void aBodyOfMoreThan10MiBIsRefused() throws Exception {
        assertThat(browser.post(CHAT, new byte[10 * 1024 * 1024 + 1]).statusCode()).isEqualTo(413);
    }

    @Test
    void aSpentMinuteIsA429ThatSaysWhatHowMuchAndWhen() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(browser.chat("cerebras/gpt-oss-120b", "Hi [[out=2]]", false).statusCode())
                    .isEqualTo(200);
        }
        Browser.eventually(() -> browser.held() == 0);
        HttpResponse<String> answer = browser.chat("cerebras/gpt-oss-120b", "Hi", false);
        assertThat(answer.statusCode()).isEqualTo(429);
        JsonNode error = Browser.json(answer).path("error");
        assertThat(error.path("limit").asText()).isEqualTo("rpm");
        assertThat(error.path("left").asText()).isEqualTo("0");
        assertThat(error.path("resets_at").asText()).isEqualTo("2026-06-20T12:00:12Z");
        assertThat(error.path("message").asText()).contains("0 of 5 requests", "12 s");
        assertThat(answer.headers().firstValue("retry-after")).contains("12");
        assertThat(answer.headers().firstValue("x-should-retry")).contains("true");
        assertThat(browser.judge().at("/providers/cerebras/refused_by_quota").asInt()).isZero();
        clock.turn(Duration.ofSeconds(12));
        assertThat(browser.chat("cerebras/gpt-oss-120b", "Hi [[out=2]]", false).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theBareModelGoesWhereverThereIsRoom() throws Exception {
        // One has room for twenty a minute, the other for five.
        for (int i = 0; i < 22; i++) {
            assertThat(browser.chat("qwen-3.8-27b", "Hi [[out=2]]", false).statusCode())
                    .isEqualTo(200);
        }
        assertThat(browser.judge().at("/providers/cerebras/accepted").asInt()).isBetween(1, 5);
        assertThat(browser.judge().at("/providers/openrouter/accepted").asInt()).isPositive();
    }

    /** Whoever asks for what costs money gets the free variant of it, or nothing. */
    @Test
    void nothingThatCostsMoneyIsReached() throws Exception {
        for (String model :
                List.of(
                        "openai/gpt-oss-20b",
                        "openrouter/openai/gpt-oss-20b",
                        "gpt-oss-20b:cheapest")) {
            for (int i = 0; i < 25; i++) {
                HttpResponse<String> answer = browser.chat(model, "Hi [[out=2]]", false);
                assertThat(answer.statusCode()).isIn(200, 404, 429);
            }
        }
        assertThat(browser.judge().at("/providers/openrouter/billed_micro_dollars").asInt())
                .isZero();
        assertThat(browser.judge().at("/providers/openrouter/accepted").asInt()).isEqualTo(20);
        assertThat(browser.judge().at("/providers/openrouter/refused_other").asInt()).isZero();
        assertThat(browser.judge().at("/providers/openrouter/refused_by_quota").asInt()).isZero();
    }

    @Test
    void theSameIdempotencyKeyIsAnsweredOnceAndChargedOnce() throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            String body = Browser.chatBody("cerebras/gemma-4-31b", "Hi [[out=5]]", stream);
            HttpResponse<String> first = keyed(body, "key-" + stream);
            HttpResponse<String> second = keyed(body, "key-" + stream);
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.headers().firstValue("idempotent-replayed")).contains("true");
            assertThat(keyed(body + " ", "key-" + stream).statusCode()).isEqualTo(422);
        }
        assertThat(browser.judge().at("/providers/cerebras/accepted").asInt()).isEqualTo(2);
    }

    private HttpResponse<String> keyed(String body, String key) throws Exception {
        return browser.send(
                browser.authorized(CHAT)
                        .header("idempotency-key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void aClientThatHangsUpStopsTheProviderWithinASecondAndIsCounted() throws Exception {
        HttpRequest request =
                browser.authorized(CHAT)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        Browser.chatBody(
                                                "openrouter/openai/gpt-oss-20b:free",
                                                "Hi [[out=5000]]",
                                                true)))
                        .build();
        try (InputStream answer =
                browser.client().send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            assertThat(answer.read()).isEqualTo('d');
        }
        long hungUpAt = System.nanoTime();
        Browser.eventually(
                () -> browser.judge().at("/providers/openrouter/cancelled").asInt() == 1);
        assertThat(Duration.ofNanos(System.nanoTime() - hungUpAt))
                .isLessThan(Duration.ofSeconds(1));
        Browser.eventually(() -> browser.held() == 0);
        Browser.eventually(() -> browser.logs().at("/0/outcome").asText().equals("hung_up"));
        assertThat(browser.logs().at("/0/output_tokens").asInt())
                .isGreaterThanOrEqualTo(
                        browser.judge().at("/providers/openrouter/output_tokens").asInt() - 16)
                .isLessThan(5_000);
    }

    @Test
    void whatAnotherCannotDoIsNotAskedOfIt() throws Exception {
        String picture =
                """
                {"model":"cerebras/gpt-oss-120b","messages":[{"role":"user","content":[{"type":"image_url",
                 "image_url":{"url":"data:image/png;base64,AAAA"}}]}]}\
                """;
        HttpResponse<String> answer = browser.post(CHAT, picture);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no vision");
        HttpResponse<String> seen =
                browser.post(CHAT, picture.replace("cerebras/gpt-oss-120b", "auto"));
        assertThat(seen.statusCode()).isEqualTo(200);
    }

    @Test
    void browsersMayAskAndSeeTheHeadersThatMatter() throws Exception {
        HttpRequest.Builder preflight =
                browser.request(CHAT)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("origin", "https://app.example")
                        .header(
                                "access-control-request-headers",
                                "authorization, content-type, x-stainless-os");
        HttpResponse<String> answer = browser.send(preflight);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-headers"))
                .contains("authorization, content-type, x-stainless-os");
        assertThat(answer.headers().firstValue("access-control-expose-headers").orElseThrow())
                .contains("x-request-id", "x-freeway-left");
    }

    @Test
    void everyPageIsThereAndOthersAreNot() throws Exception {
        JsonNode api = Browser.json(browser.get("/openapi.json"));
        for (String path :
                List.of(
                        "/livez",
                        "/readyz",
                        "/metrics",
                        "/v1/models",
                        "/v1/key",
                        "/api/quota",
                        "/api/providers",
                        "/api/logs")) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(api.path("paths").has(path)).as(path).isTrue();
        }
        assertThat(browser.get("/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(browser.get(CHAT).statusCode()).isEqualTo(405);
        assertThat(browser.get("/v1/key").body()).contains("\"member\":\"demo\"");
    }

    @Test
    void embeddingsComeAsAskedFor() throws Exception {
        String body =
                "{\"model\":\"text-embedding-3-small\",\"input\":[\"a\",\"b\"],\"encoding_format\":\"%s\"}";
        JsonNode floats = Browser.json(browser.post("/v1/embeddings", body.formatted("float")));
        JsonNode base64 = Browser.json(browser.post("/v1/embeddings", body.formatted("base64")));
        assertThat(floats.at("/data/1/embedding").isArray()).isTrue();
        assertThat(base64.at("/data/1/embedding").isTextual()).isTrue();
        assertThat(browser.post("/v1/embeddings", body.formatted("hex")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aLegacyCompletionIsAnswered() throws Exception {
        HttpResponse<String> answer =
                browser.post(
                        "/v1/completions",
                        "{\"model\":\"cerebras/gpt-oss-120b\",\"prompt\":\"Once [[out=3]]\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Browser.json(answer).at("/choices/0/text").asText()).isNotEmpty();
    }
}
