package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers with wires of their own answer like all others, by their stand-ins. */
class ProviderWiresTest extends DemoTest {
    private static final String FLASH = "gemini/gemini-2.5-flash";

    @Override
    Set<String> providers() {
        return Set.of("gemini", "cloudflare", "huggingface", "hyperbolic", "replicate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FLASH,
                "cloudflare/@cf/meta/llama-3.2-1b-instruct",
                "huggingface/openai/gpt-oss-120b",
                "hyperbolic/meta-llama/Meta-Llama-3.1-8B-Instruct",
                "replicate/meta/meta-llama-3-8b-instruct"
            })
    void chatIsAnsweredWholeOrInEvents(String model) throws Exception {
        JsonNode whole = answer(browser.chat(model, "Hello [[out=9]]", false));
        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(whole.at("/choices/0/message/content").asText()).isNotBlank();
        assertThat(whole.at("/usage/completion_tokens").asInt()).isEqualTo(9);
        clock.turn(Duration.ofMinutes(1));
        HttpResponse<String> events = browser.chat(model, "Hello [[out=9]]", true);
        assertThat(events.statusCode()).as(events.body()).isEqualTo(200);
        assertThat(events.body())
                .contains("chat.completion.chunk", "\"finish_reason\":\"stop\"")
                .endsWith("data: [DONE]\n\n");
        Browser.eventually(() -> browser.held() == 0);
    }

    @Test
    void geminiCallsFunctionsAndTakesTheirResults() throws Exception {
        String tools =
                "\"model\":\"%s\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\",\"properties\":{\"km\":{\"type\":\"integer\"}}}}}]"
                        .formatted(FLASH);
        String ask = "{\"role\":\"user\",\"content\":\"Weather?\"}";
        JsonNode answer =
                answer(
                        browser.post(
                                "/v1/chat/completions",
                                "{%s,\"tool_choice\":\"required\",\"messages\":[%s]}"
                                        .formatted(tools, ask)));
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        JsonNode message = answer.at("/choices/0/message");
        String id = message.at("/tool_calls/0/id").asText();
        String result =
                "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"sunny\"}".formatted(id);
        JsonNode next =
                answer(
                        browser.post(
                                "/v1/chat/completions",
                                "{%s,\"tool_choice\":\"none\",\"messages\":[%s,%s,%s]}"
                                        .formatted(tools, ask, message, result)));
        assertThat(next.at("/choices/0/message/content").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gemini/gemini-embedding-001",
                "cloudflare/@cf/baai/bge-m3",
                "huggingface/BAAI/bge-small-en-v1.5"
            })
    void textsBecomeVectors(String model) throws Exception {
        JsonNode answer =
                answer(
                        browser.post(
                                "/v1/embeddings",
                                "{\"model\":\"%s\",\"input\":[\"a\",\"b\"]}".formatted(model)));
        assertThat(answer.path("data")).hasSize(2);
        assertThat(answer.at("/data/1/embedding").size()).isGreaterThan(100);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloudflare/@cf/black-forest-labs/flux-1-schnell",
                "huggingface/black-forest-labs/FLUX.1-schnell",
                "hyperbolic/FLUX.1-dev"
            })
    void promptsBecomePictures(String model) throws Exception {
        JsonNode answer =
                answer(
                        browser.post(
                                "/v1/images/generations",
                                "{\"model\":\"%s\",\"prompt\":\"a cat\"}".formatted(model)));
        assertThat(Base64.getDecoder().decode(answer.at("/data/0/b64_json").asText())).isNotEmpty();
    }

    @Test
    void replicatesPicturesAreAddresses() throws Exception {
        JsonNode answer =
                answer(
                        browser.post(
                                "/v1/images/generations",
                                "{\"model\":\"replicate/black-forest-labs/flux-schnell\",\"prompt\":\"a"
                                    + " cat\",\"size\":\"1024x1024\"}"));
        assertThat(answer.at("/data/0/url").asText()).startsWith("http");
    }

    private static JsonNode answer(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Browser.json(response);
    }
}
