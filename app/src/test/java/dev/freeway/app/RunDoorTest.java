package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever runs models by their paths, as at Workers AI, has any model of any provider. */
class RunDoorTest extends DemoTest {
    private static final String AI = "/client/v4/accounts/0123abcd/ai";
    private static final String HI = "{\"prompt\":\"Hi [[out=4]]\"}";
    private static final String WEATHER =
            """
            {"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},
            "required":["city"]}}
            """;

    @Override
    Set<String> providers() {
        return Set.of("cloudflare", "cerebras");
    }

    private JsonNode run(String model, String body) throws Exception {
        HttpResponse<String> answer = browser.post(AI + "/run/" + model, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode envelope = Browser.json(answer);
        assertThat(envelope.path("success").asBoolean()).isTrue();
        assertThat(envelope.path("errors")).isEmpty();
        return envelope.path("result");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@cf/meta/llama-3.2-3b-instruct",
                "%40cf%2Fmeta%2Fllama-3.2-3b-instruct",
                "cerebras/gpt-oss-120b",
                "auto"
            })
    void aPromptOrMessagesToAnyModelHoweverItIsSpelled(String model) throws Exception {
        JsonNode prompted = run(model, HI);
        assertThat(prompted.path("response").asText()).isNotBlank();
        assertThat(prompted.at("/usage/completion_tokens").asInt()).isEqualTo(4);
        String messages = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi [[out=3]]\"}]}";
        assertThat(run(model, messages).at("/usage/completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void aStreamHasNoEnvelopeAndEndsWithItsUsage() throws Exception {
        String body = "{\"stream\":true,\"prompt\":\"Hi [[out=4]]\"}";
        HttpResponse<String> answer = browser.post(AI + "/run/cerebras/gpt-oss-120b", body);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(answer.body())
                .startsWith("data: {\"response\":\"")
                .contains("\"completion_tokens\":4")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void aStreamThatBreaksOffSaysSoAndIsNotDone() throws Exception {
        browser.fault("cerebras", "cut", 1);
        String body = "{\"stream\":true,\"prompt\":\"Hi [[out=80]]\"}";
        InputStream stream =
                browser.client()
                        .send(
                                browser.authorized(AI + "/run/cerebras/gpt-oss-120b")
                                        .header("content-type", "application/json")
                                        .POST(BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofInputStream())
                        .body();
        StringBuilder heard = new StringBuilder();
        try (stream) {
            for (int next = stream.read(); next >= 0; next = stream.read()) {
                heard.append((char) next);
            }
        } catch (IOException _) {
            // It is cut, as it should be.
        }
        assertThat(heard.toString()).contains("\"success\":false").doesNotContain("[DONE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "{\"type\":\"function\",\"function\":%s}"})
    void aToolStandsBareOrWrappedAndItsCallComesWhole(String wrapped) throws Exception {
        String asked = "{\"stream\":%s,\"prompt\":\"use the tool\",\"tools\":[" + wrapped + "]}";
        JsonNode called = run("cerebras/gpt-oss-120b", asked.formatted(false, WEATHER));
        assertThat(called.at("/tool_calls/0/name").asText()).isEqualTo("weather");
        assertThat(called.at("/tool_calls/0/arguments/city").isTextual()).isTrue();
        HttpResponse<String> streamed =
                browser.post(AI + "/run/cerebras/gpt-oss-120b", asked.formatted(true, WEATHER));
        assertThat(streamed.body()).contains("\"tool_calls\":[{\"name\":\"weather\"");
    }

    @Test
    void jsonByABareSchemaIsGivenAsJson() throws Exception {
        String body =
                """
                {"prompt":"Hi","response_format":{"type":"json_schema","json_schema":{"type":"object",
                "properties":{"city":{"type":"string"}},"required":["city"]}}}
                """;
        assertThat(run("cerebras/gpt-oss-120b", body).at("/response/city").isTextual()).isTrue();
    }

    @Test
    void textsBecomeVectorsAndAPromptAPictureWhereTheModelDraws() throws Exception {
        JsonNode vectors = run("@cf/baai/bge-m3", "{\"text\":[\"road\",\"way\"]}");
        assertThat(vectors.path("data")).hasSize(2);
        assertThat(vectors.path("shape").toString())
                .isEqualTo("[2,%d]".formatted(vectors.at("/data/1").size()));
        JsonNode drawn = run("flux-1-schnell", "{\"prompt\":\"a road\",\"steps\":2}");
        assertThat(drawn.path("image").asText()).startsWith("/9j/");
    }

    @Test
    void theListComesByThePage() throws Exception {
        JsonNode page =
                Browser.json(browser.get(AI + "/models/search?search=gpt-oss&page=2&per_page=1"));
        assertThat(page.path("result")).hasSize(1);
        assertThat(page.at("/result/0/task/name").asText()).isEqualTo("Text Generation");
        assertThat(page.at("/result_info/total_count").asInt()).isGreaterThan(2);
        JsonNode beyond = Browser.json(browser.get(AI + "/models/search?page=99"));
        assertThat(beyond.path("result")).isEmpty();
    }

    @Test
    void openAisLayerOfAnAccountIsOpenAis() throws Exception {
        String body = Browser.chatBody("cerebras/gpt-oss-120b", "Hi", false);
        HttpResponse<String> answer = browser.post(AI + "/v1/chat/completions", body);
        assertThat(Browser.json(answer).at("/choices/0/message/content").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    none | {"prompt":"Hi"} | 404 | 5007 | none
                    auto | {} | 400 | 5004 | is missing (expected: a string)
                    auto | {"messages":[]} | 400 | 5004 | at least one message
                    auto | {"text":[]} | 400 | 5004 | at least one text
                    auto | {"prompt":"Hi","raw":true} | 400 | 5004 | reached by chat only
                    auto | { | 400 | 5004 | Bad JSON
                    flux-1-schnell | {"prompt":"a road","steps":0} | 400 | 5004 | a whole number > 0
                    """)
    void whatIsWrongIsSaidInItsEnvelope(
            String model, String body, int status, int code, String says) throws Exception {
        HttpResponse<String> answer = browser.post(AI + "/run/" + model, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode envelope = Browser.json(answer);
        assertThat(envelope.path("success").asBoolean(true)).isFalse();
        assertThat(envelope.at("/errors/0/code").asInt()).isEqualTo(code);
        assertThat(envelope.at("/errors/0/message").asText()).contains(says);
    }

    @Test
    void withoutATokenNothingIsRun() throws Exception {
        HttpResponse<String> answer =
                browser.send(browser.request(AI + "/run/auto").POST(BodyPublishers.ofString(HI)));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Browser.json(answer).at("/errors/0/code").asInt()).isEqualTo(10_000);
    }
}
