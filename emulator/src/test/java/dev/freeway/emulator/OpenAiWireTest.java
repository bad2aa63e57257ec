package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What OpenAI's wire takes, refuses and says. */
class OpenAiWireTest {
    private static final String API = "/openrouter/api/v1";
    private static final String CHAT = API + "/chat/completions";
    private static final String MODEL = "openai/gpt-oss-20b:free";
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"one\"}},"
                    + "{\"type\":\"function\",\"function\":{\"name\":\"two\"}}]";

    @SuppressWarnings("NullAway.Init")
    private Emulated emulated;

    @BeforeEach
    void start() throws Exception {
        emulated =
                Emulated.at(
                        "2026-11-20T12:00:00Z", "openrouter", Map.of("credits_purchased", "10"));
    }

    @AfterEach
    void stop() {
        emulated.close();
    }

    private HttpResponse<String> chat(String more) throws Exception {
        return emulated.chat(CHAT, MODEL, "Hi [[out=40]]", more);
    }

    private HttpResponse<String> post(String path, String more) throws Exception {
        String body = "{\"model\":\"%s\",%s}".formatted(MODEL, more);
        return emulated.send("POST", "key", API + path, body);
    }

    @Test
    void openRoutersListSaysWhatAModelTakesAndCosts() throws Exception {
        JsonNode list = json(emulated.get(API + "/models"));
        assertThat(list.path("total_count").asInt()).isEqualTo(list.path("data").size());
        for (JsonNode model : list.path("data")) {
            boolean free = model.path("id").asText().contains("free");
            assertThat(model.at("/pricing/prompt").asText()).isEqualTo(free ? "0" : "0.000001");
            assertThat(model.path("canonical_slug").asText()).doesNotContain(":");
            assertThat(model.at("/architecture/output_modalities/0").asText()).isEqualTo("text");
            assertThat(model.at("/top_provider/max_completion_tokens").asInt()).isPositive();
        }
    }

    @Test
    void aPathThatNobodyTakesIsNotFound() throws Exception {
        assertThat(post("/chat/incompletions", "\"messages\":[]").statusCode()).isEqualTo(404);
    }

    @Test
    void whatMakesNoSenseIsRefusedWithAReason() throws Exception {
        Map<String, String> wrongs =
                Map.of(
                        "\"messages\":[]", "messages",
                        "\"messages\":[{\"content\":\"Hi\"}]", "messages[0].role",
                        "\"temperature\":0", "messages",
                        "\"messages\":[{\"role\":\"user\"}],\"max_tokens\":0", "max_tokens: 0",
                        "\"messages\":[{\"role\":\"user\"}],\"n\":0", "n: 0",
                        "\"messages\":[{\"role\":\"user\"}],\"tool_choice\":{\"function\":{\"name\":\"x\"}}",
                                "tool_choice: 'x'");
        for (Map.Entry<String, String> wrong : wrongs.entrySet()) {
            HttpResponse<String> refused = post("/chat/completions", wrong.getKey());
            assertThat(refused.statusCode()).as(wrong.getKey()).isEqualTo(400);
            assertThat(json(refused).at("/error/message").asText()).startsWith(wrong.getValue());
        }
        assertThat(emulated.judge("openrouter").path("refused_other").asInt()).isEqualTo(6);
    }

    @Test
    void severalChoicesAreMadeAndCharged() throws Exception {
        JsonNode answer = json(chat("\"n\":3,\"max_tokens\":7"));
        assertThat(answer.path("choices")).hasSize(3);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(21);
        assertThat(answer.at("/choices/2/index").asInt()).isEqualTo(2);
        assertThat(answer.at("/choices/0/message")).isNotEqualTo(answer.at("/choices/1/message"));
        List<JsonNode> chunks = events(chat("\"n\":2,\"max_tokens\":7,\"stream\":true"));
        for (int choice = 0; choice < 2; choice++) {
            int index = choice;
            assertThat(chunks)
                    .filteredOn(chunk -> chunk.at("/choices/0/index").asInt(-1) == index)
                    .hasSize(7 + 1);
        }
        assertThat(emulated.judge("openrouter").path("output_tokens").asInt()).isEqualTo(21 + 14);
    }

    @Test
    void stopEndsTheAnswerBeforeIt() throws Exception {
        JsonNode stopped = json(chat("\"stop\":[\"nowhere\",\"road\",\"sun\",\"hill\",\"free\"]"));
        assertThat(stopped.at("/choices/0/message/content").asText())
                .doesNotContain("road", "sun", "hill", "free");
        assertThat(stopped.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(stopped.at("/usage/completion_tokens").asInt()).isLessThan(40);
    }

    @Test
    void theNamedToolIsCalled() throws Exception {
        JsonNode answer =
                json(
                        chat(
                                TOOLS
                                        + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"two\"}}"));
        assertThat(answer.at("/choices/0/message/tool_calls/0/function/name").asText())
                .isEqualTo("two");
    }

    @Test
    void aResponseComesWholeWithItsOwnUsage() throws Exception {
        JsonNode answer =
                json(
                        post(
                                "/responses",
                                "\"input\":\"[[pace=fast]] [[out=9]]\",\"instructions\":\"Be"
                                        + " brief\""));
        assertThat(answer.path("object").asText()).isEqualTo("response");
        assertThat(answer.path("status").asText()).isEqualTo("completed");
        assertThat(TextTokens.of(answer.at("/output/0/content/0/text").asText())).isEqualTo(9);
        assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(9);
        JsonNode cut =
                json(
                        post(
                                "/responses",
                                "\"input\":\"[[pace=fast]] [[out=9]]\",\"max_output_tokens\":4"));
        assertThat(cut.path("status").asText()).isEqualTo("incomplete");
        assertThat(cut.at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
    }

    @Test
    void aResponseIsStreamedAsNumberedEvents() throws Exception {
        HttpResponse<String> answer =
                post(
                        "/responses",
                        "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"[[pace=fast]]"
                            + " [[out=5]]\"}]}],\"stream\":true");
        assertThat(answer.body()).startsWith("event: response.created\n").doesNotContain("[DONE]");
        List<JsonNode> events = events(answer);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
            if (events.get(i).path("type").asText().equals("response.output_text.delta")) {
                text.append(events.get(i).path("delta").asText());
            }
        }
        assertThat(events.getLast().path("type").asText()).isEqualTo("response.completed");
        assertThat(events.getLast().at("/response/output/0/content/0/text").asText())
                .isEqualTo(text.toString())
                .isNotEmpty();
    }

    @Test
    void aResponseCallsAToolByName() throws Exception {
        JsonNode answer =
                json(
                        post(
                                "/responses",
                                "\"input\":\"[[pace=fast]]\",\"tools\":[{\"type\":\"function\",\"name\":\"go\"}],"
                                    + "\"tool_choice\":{\"type\":\"function\",\"name\":\"go\"}"));
        assertThat(answer.at("/output/0/type").asText()).isEqualTo("function_call");
        assertThat(answer.at("/output/0/name").asText()).isEqualTo("go");
        assertThat(Json.parse(answer.at("/output/0/arguments").asText())).isPresent();
        assertThat(post("/responses", "\"previous_response_id\":\"resp_1\"").statusCode())
                .isEqualTo(400);
    }

    @Test
    void imagesAreRealPictures() throws Exception {
        JsonNode answer = json(post("/images/generations", "\"prompt\":\"[[pace=fast]]\",\"n\":2"));
        assertThat(answer.path("data")).hasSize(2);
        byte[] png = Base64.getDecoder().decode(answer.at("/data/1/b64_json").asText());
        assertThat(new String(png, 1, 3, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("PNG");
        assertThat(answer.at("/data/0")).isNotEqualTo(answer.at("/data/1"));
    }

    private static List<JsonNode> events(HttpResponse<String> answer) {
        List<JsonNode> events = new ArrayList<>();
        for (String line : answer.body().lines().toList()) {
            if (line.startsWith("data: {")) {
                events.add(Json.parse(line.substring("data: ".length())).orElseThrow());
            }
        }
        return events;
    }
}
