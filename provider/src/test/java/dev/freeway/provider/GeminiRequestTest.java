package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import org.junit.jupiter.api.Test;

/** Whatever a client says in OpenAI's words, Gemini is told in its own. */
class GeminiRequestTest {
    private static final String FLASH = "gemini-2.5-flash";

    @Test
    void rolesBecomeTurnsAndTheSystemsWordsStandApart() throws Exception {
        JsonNode request =
                chat(
                        """
                        {"messages":[
                          {"role":"system","content":"Be brief."},
                          {"role":"user","content":"One"},
                          {"role":"user","content":[{"type":"text","text":"Two"}]},
                          {"role":"assistant","content":"Three"},
                          {"role":"developer","content":"Be kind."},
                          {"role":"user","content":"Four"}]}
                        """);
        assertThat(request.at("/systemInstruction/parts").toString())
                .isEqualTo("[{\"text\":\"Be brief.\"},{\"text\":\"Be kind.\"}]");
        assertThat(request.path("contents").findValuesAsText("role"))
                .containsExactly("user", "model", "user");
        assertThat(request.at("/contents/0/parts").findValuesAsText("text"))
                .containsExactly("One", "Two");
    }

    @Test
    void aSystemAloneIsTakenForTheUser() throws Exception {
        JsonNode request = chat("{\"messages\":[{\"role\":\"system\",\"content\":\"Go\"}]}");
        assertThat(request.at("/contents/0/role").asText()).isEqualTo("user");
        assertThat(request.at("/contents/0/parts/0/text").asText()).isEqualTo("Go");
        assertThat(request.has("systemInstruction")).isFalse();
    }

    @Test
    void picturesGoInlineOrByAddress() throws Exception {
        JsonNode request =
                chat(
                        """
                        {"messages":[{"role":"user","content":[
                          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                          {"type":"image_url","image_url":{"url":"https://x.example/a.webp?b=c.d"}},
                          {"type":"input_audio","input_audio":{"data":"BBBB","format":"mp3"}}]}]}
                        """);
        JsonNode parts = request.at("/contents/0/parts");
        assertThat(parts.at("/0/inlineData/mimeType").asText()).isEqualTo("image/png");
        assertThat(parts.at("/0/inlineData/data").asText()).isEqualTo("AAAA");
        assertThat(parts.at("/1/fileData/mimeType").asText()).isEqualTo("image/webp");
        assertThat(parts.at("/1/fileData/fileUri").asText())
                .isEqualTo("https://x.example/a.webp?b=c.d");
        assertThat(parts.at("/2/inlineData/mimeType").asText()).isEqualTo("audio/mp3");
    }

    @Test
    void callsAndTheirResultsFindEachOtherByName() throws Exception {
        JsonNode request =
                chat(
                        """
                        {"messages":[
                          {"role":"user","content":"Weather?"},
                          {"role":"assistant","content":null,"tool_calls":[
                            {"id":"a","type":"function","function":{"name":"weather","arguments":"{\\"at\\":\\"Rome\\"}"},
                             "extra_content":{"google":{"thought_signature":"c2ln"}}},
                            {"id":"b","type":"function","function":{"name":"time","arguments":""}}]},
                          {"role":"tool","tool_call_id":"b","content":"noon"},
                          {"role":"tool","tool_call_id":"a","content":"{\\"sky\\":\\"blue\\"}"}]}
                        """);
        JsonNode calls = request.at("/contents/1/parts");
        assertThat(calls.at("/0/functionCall/args/at").asText()).isEqualTo("Rome");
        assertThat(calls.at("/0/thoughtSignature").asText()).isEqualTo("c2ln");
        assertThat(calls.at("/1/functionCall/args").isEmpty()).isTrue();
        assertThat(calls.at("/1").has("thoughtSignature")).isFalse();
        JsonNode results = request.at("/contents/2/parts");
        assertThat(results.at("/0/functionResponse/name").asText()).isEqualTo("time");
        assertThat(results.at("/0/functionResponse/response/output").asText()).isEqualTo("noon");
        assertThat(results.at("/1/functionResponse/name").asText()).isEqualTo("weather");
        assertThat(results.at("/1/functionResponse/response/sky").asText()).isEqualTo("blue");
    }

    @Test
    void theThirdGenerationIsToldThatACallIsNotItsOwn() throws Exception {
        String body =
                """
                {"messages":[{"role":"user","content":"Go"},
                  {"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]},
                  {"role":"tool","tool_call_id":"a","content":"done"}]}
                """;
        assertThat(chat("gemini-3-flash", body).at("/contents/1/parts/0/thoughtSignature").asText())
                .isEqualTo("skip_thought_signature_validator");
        assertThat(chat(FLASH, body).at("/contents/1/parts/0").has("thoughtSignature")).isFalse();
    }

    @Test
    void toolsAndTheChoiceAmongThem() throws Exception {
        String tools =
                """
                {"messages":[{"role":"user","content":"Go"}],"tool_choice":%s,
                 "tools":[{"type":"function","function":{"name":"f","description":"does","parameters":{"type":"object"}}}]}
                """;
        JsonNode named =
                chat(tools.formatted("{\"type\":\"function\",\"function\":{\"name\":\"f\"}}"));
        JsonNode function = named.at("/tools/0/functionDeclarations/0");
        assertThat(function.at("/parametersJsonSchema/type").asText()).isEqualTo("object");
        assertThat(function.path("description").asText()).isEqualTo("does");
        assertThat(config(named).toString())
                .isEqualTo("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}");
        assertThat(config(chat(tools.formatted("\"none\""))).path("mode").asText())
                .isEqualTo("NONE");
        assertThat(config(chat(tools.formatted("\"required\""))).path("mode").asText())
                .isEqualTo("ANY");
        assertThat(chat(tools.formatted("null")).has("toolConfig")).isFalse();
    }

    private static JsonNode config(JsonNode request) {
        return request.at("/toolConfig/functionCallingConfig");
    }

    @Test
    void boundsAndWishesHaveTheirNames() throws Exception {
        JsonNode config =
                chat("""
                {"messages":[{"role":"user","content":"Go"}],"temperature":0.5,"top_p":0.9,"seed":7,"n":2,
                 "stop":"END","presence_penalty":1,"frequency_penalty":2,"reasoning_effort":"medium",
                 "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object"}}}}
                """)
                        .path("generationConfig");
        assertThat(config)
                .isEqualTo(
                        Json.parse(
                                        """
                                        {"maxOutputTokens":64,"temperature":0.5,"topP":0.9,"seed":7,"presencePenalty":1,
                                         "frequencyPenalty":2,"candidateCount":2,"stopSequences":["END"],
                                         "responseMimeType":"application/json","responseJsonSchema":{"type":"object"},
                                         "thinkingConfig":{"thinkingBudget":8192,"includeThoughts":true}}
                                        """)
                                .orElseThrow());
    }

    @Test
    void theThirdGenerationThinksByLevels() throws Exception {
        String body =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}],\"reasoning_effort\":\"%s\"}";
        assertThat(
                        chat("gemini-3-flash", body.formatted("none"))
                                .findValue("thinkingLevel")
                                .asText())
                .isEqualTo("minimal");
        assertThat(
                        chat("gemini-3-flash", body.formatted("high"))
                                .findValue("thinkingLevel")
                                .asText())
                .isEqualTo("high");
        assertThat(chat("gemma-3-27b-it", body.formatted("high")).findValue("thinkingConfig"))
                .isNull();
    }

    @Test
    void embeddingsAreABatch() throws Exception {
        Call call =
                Calls.of("gemini", "e").embeddings("{\"input\":[\"a\",\"b\"],\"dimensions\":8}");
        JsonNode request = Json.parse(new GeminiDialect().body(call).bytes()).orElseThrow();
        assertThat(request.path("requests")).hasSize(2);
        assertThat(request.at("/requests/1/content/parts/0/text").asText()).isEqualTo("b");
        assertThat(request.at("/requests/1/model").asText()).isEqualTo("models/e");
        assertThat(request.at("/requests/0/outputDimensionality").asInt()).isEqualTo(8);
    }

    @Test
    void whatIsWrongIsSaidByPlaceAndOfferedToNobody() {
        wrong("{\"role\":\"king\",\"content\":\"Hi\"}", "messages[0].role: king");
        wrong("{\"role\":\"user\"}", "messages[0].content: missing");
        wrong(
                "{\"role\":\"tool\",\"tool_call_id\":\"x\",\"content\":\"\"}",
                "messages[0].tool_call_id: x");
        wrong(
                "{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"[\"}}]}",
                "messages[0].tool_calls[0].function.arguments: [");
        wrong(
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"ftp://x\"}}]}",
                "messages[0].content[0].image_url.url: ftp://x");
    }

    @Test
    void whatOnlyGeminiLacksMayBeServedByAnother() {
        assertThatThrownBy(() ->
                        chat(
                                "{\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}],\"tools\":[{\"type\":\"custom\"}]}"))
                .extracting(e -> ((Unspeakable) e).fault())
                .isEqualTo(new Fault.Unfit("tools[0].type: custom (expected: function)"));
    }

    private static void wrong(String message, String detail) {
        assertThatThrownBy(() -> chat("{\"messages\":[" + message + "]}"))
                .hasMessageStartingWith(detail)
                .extracting(e -> ((Unspeakable) e).fault())
                .isInstanceOf(Fault.Rejected.class);
    }

    private static JsonNode chat(String body) throws Unspeakable {
        return chat(FLASH, body);
    }

    private static JsonNode chat(String model, String body) throws Unspeakable {
        Call call = Calls.of("gemini", model).chat(body);
        return Json.parse(new GeminiDialect().body(call).bytes()).orElseThrow();
    }
}
