package dev.freeway.api.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.api.Tongue;
import dev.freeway.api.Voice;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Ollama's clients say and are told. */
class OllamaTongueTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}";

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));

    private Tongue.Heard hear(String path, String body) throws Refused {
        return OllamaTongue.at(path, clock)
                .orElseThrow()
                .hear(new Tongue.Target(path, ""), body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode asked(String path, String body) throws Refused {
        return Json.parse(hear(path, body).body()).orElseThrow();
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String event(Voice voice, String delta, String finishReason) {
        String chunk =
                "data: {\"choices\":[{\"index\":0,\"delta\":{%s},\"finish_reason\":%s}]}\n\n"
                        .formatted(delta, finishReason);
        return new String(voice.event(bytes(chunk)), StandardCharsets.UTF_8);
    }

    @Test
    void aChatIsAStreamUnlessItSaysOtherwise() throws Refused {
        JsonNode chat =
                asked(
                        "/api/chat",
                        """
                        {"model":"m:latest","messages":[
                          {"role":"user","content":"See","images":["iVBORw0KGgoAAA"]},
                          {"role":"assistant","content":"","tool_calls":[
                            {"function":{"name":"f","arguments":{"a":1}}}]},
                          {"role":"tool","tool_name":"f","content":"r"}],
                         "tools":[{"type":"function","function":{"name":"f"}}],"format":"json",
                         "keep_alive":"5m","think":"low",
                         "options":{"num_predict":9,"temperature":0.5,"seed":3,"stop":["x"],
                                    "top_p":0.9,"num_ctx":4096}}
                        """);
        assertThat(chat)
                .isEqualTo(
                        json(
                                """
                                {'model':'m','messages':[
                                 {'role':'user','content':[{'type':'text','text':'See'},{'type':'image_url',
                                  'image_url':{'url':'data:image/png;base64,iVBORw0KGgoAAA'}}]},
                                 {'role':'assistant','content':null,'tool_calls':[{'id':'call_1','type':'function',
                                  'function':{'name':'f','arguments':'{\\"a\\":1}'}}]},
                                 {'role':'tool','tool_call_id':'call_1','content':'r'}],
                                 'tools':[{'type':'function','function':{'name':'f'}}],
                                 'temperature':0.5,'top_p':0.9,'seed':3,'stop':['x'],
                                 'max_completion_tokens':9,'response_format':{'type':'json_object'},
                                 'reasoning_effort':'low','stream':true,'stream_options':{'include_usage':true}}
                                """));
        assertThat(
                        asked("/api/chat", "{\"model\":\"m\",\"stream\":false," + HI + "}")
                                .has("stream"))
                .isFalse();
    }

    @Test
    void aPromptAndTextsToEmbedAreCarriedOver() throws Refused {
        assertThat(
                        asked(
                                "/api/generate",
                                "{\"model\":\"m\",\"prompt\":\"Hi\",\"system\":\"Be.\",\"stream\":false,"
                                    + "\"raw\":false,\"format\":{\"type\":\"object\"}}"))
                .isEqualTo(
                        json(
                                """
                                {'model':'m','messages':[{'role':'system','content':'Be.'},
                                 {'role':'user','content':'Hi'}],'response_format':{'type':'json_schema',
                                 'json_schema':{'name':'response','schema':{'type':'object'}}}}
                                """));
        assertThat(asked("/api/embed", "{\"model\":\"m\",\"input\":[\"a\"]}").path("input"))
                .isEqualTo(json("['a']"));
        assertThat(asked("/api/embeddings", "{\"model\":\"m\",\"prompt\":\"a\"}").path("input"))
                .isEqualTo(json("'a'"));
    }

    @Test
    void aStreamIsALineForEachPieceAndTheSumAtItsEnd() throws Refused {
        Voice voice = hear("/api/chat", "{\"model\":\"m\"," + HI + "}").voice();
        clock.turn(Duration.ofSeconds(1));
        assertThat(event(voice, "\"role\":\"assistant\",\"content\":\"\"", "null")).isEmpty();
        String line = event(voice, "\"content\":\"Hel\"", "null");
        assertThat(line).endsWith("}\n").doesNotContain("\n{");
        assertThat(json(line))
                .isEqualTo(
                        json(
                                """
                                {'model':'m','created_at':'2026-11-20T12:00:01Z',
                                 'message':{'role':'assistant','content':'Hel'},'done':false}
                                """));
        event(
                voice,
                "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
                        + "{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}]",
                "null");
        event(voice, "", "\"length\"");
        voice.event(bytes("data: {\"choices\":[]," + USAGE + "}\n\n"));
        clock.turn(Duration.ofSeconds(2));
        assertThat(json(new String(voice.ending(), StandardCharsets.UTF_8)))
                .isEqualTo(
                        json(
                                """
                                {'model':'m','created_at':'2026-11-20T12:00:03Z','message':{'role':'assistant',
                                 'content':'','tool_calls':[{'id':'c','function':{'index':0,'name':'f',
                                 'arguments':{'a':1}}}]},'done':true,'done_reason':'length',
                                 'total_duration':3000000000,'load_duration':0,'prompt_eval_count':5,
                                 'prompt_eval_duration':1000000000,'eval_count':7,'eval_duration':2000000000}
                                """));
    }

    @Test
    void aWholeAnswerIsOneObject() throws Refused {
        Voice voice =
                hear("/api/generate", "{\"model\":\"m\",\"prompt\":\"Hi\",\"stream\":false}")
                        .voice();
        JsonNode whole =
                json(
                        new String(
                                voice.whole(
                                        bytes(
                                                "{\"choices\":[{\"message\":{\"content\":\"Hello\","
                                                        + "\"reasoning\":\"hm\"},\"finish_reason\":"
                                                        + "\"stop\"}],"
                                                        + USAGE
                                                        + "}")),
                                StandardCharsets.UTF_8));
        assertThat(whole.path("response").asText()).isEqualTo("Hello");
        assertThat(whole.path("thinking").asText()).isEqualTo("hm");
        assertThat(whole.path("done_reason").asText()).isEqualTo("stop");
        assertThat(whole.path("eval_count").asInt()).isEqualTo(7);
    }

    @Test
    void embeddingsComeAsAListOrAlone() throws Refused {
        byte[] answer = bytes("{\"data\":[{\"embedding\":[1]},{\"embedding\":[2]}]," + USAGE + "}");
        Voice list = hear("/api/embed", "{\"model\":\"m\",\"input\":[\"a\",\"b\"]}").voice();
        Voice alone = hear("/api/embeddings", "{\"model\":\"m\",\"prompt\":\"a\"}").voice();
        assertThat(json(new String(list.whole(answer), StandardCharsets.UTF_8)))
                .isEqualTo(
                        json(
                                "{'model':'m','embeddings':[[1],[2]],'total_duration':0,"
                                        + "'load_duration':0,'prompt_eval_count':5}"));
        assertThat(json(new String(alone.whole(answer), StandardCharsets.UTF_8)))
                .isEqualTo(json("{'embedding':[1]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/chat|{\"messages\":[]}|model|a string",
                "/api/chat|{\"model\":\"m\",\"messages\":[]}|messages|at least one",
                "/api/chat|{\"model\":\"m\",\"messages\":[{\"role\":\"x\"}]}|messages[0].role|assistant",
                "/api/chat|{\"model\":\"m\",\"messages\":[{\"role\":\"tool\"}]}|messages[0].role|no"
                        + " call",
                "/api/chat|{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"images\":[\"AAA\"]}]}"
                    + "|messages[0].images[0]|JPEG",
                "/api/chat|{\"model\":\"m\",HI,\"stream\":1}|stream|true or false",
                "/api/chat|{\"model\":\"m\",HI,\"format\":\"xml\"}|format|'json'",
                "/api/generate|{\"model\":\"m\",\"prompt\":\"a\",\"raw\":true}|raw|chat only",
                "/api/generate|{\"model\":\"m\",\"prompt\":\"a\",\"suffix\":\"b\"}|suffix|chat"
                        + " only",
                "/api/generate|{\"model\":\"m\"}|prompt|a string",
                "/api/embed|{\"model\":\"m\",\"input\":[]}|input|at least one"
            })
    void whatIsWrongIsSaidWithItsPlace(String path, String body, String param, String expected) {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> hear(path, body.replace("HI", HI)));
        assertThat(refused.problem().param()).isEqualTo(param);
        assertThat(refused.problem().message()).contains(expected);
    }

    @Test
    void aProblemIsOneSentence() {
        Problem problem = Problem.of(429, "rate_limit_error", "x", "Slow down.");
        assertThat(OllamaTongue.plain(clock).refusal(problem))
                .isEqualTo(json("{'error':'Slow down.'}"));
        assertThat(List.of("/api/tags", "/api/quota"))
                .allMatch(path -> OllamaTongue.at(path, clock).isEmpty());
    }
}
