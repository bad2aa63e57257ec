package dev.freeway.api.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.Problem;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenAI's answers come to in Google's words. */
class GenerateVoiceTest {
    private static final String HEAD = "{\"id\":\"i\",\"model\":\"m\",\"choices\":[";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":2},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}";

    private static final List<String> CHUNKS =
            List.of(
                    delta("\"role\":\"assistant\",\"content\":\"\""),
                    delta("\"reasoning\":\"hm\""),
                    delta("\"content\":\"He\\nllo\""),
                    delta(
                            "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
                                    + "{\"name\":\"f\",\"arguments\":\"{\\\"a\\\"\"}}]"),
                    delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]"),
                    HEAD + "{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                    "{\"id\":\"i\",\"model\":\"m\",\"choices\":[]," + USAGE + "}");

    private static String delta(String members) {
        return HEAD + "{\"index\":0,\"delta\":{" + members + "},\"finish_reason\":null}]}";
    }

    private static String stream(Framing framing, boolean thoughts) {
        GenerateVoice voice = new GenerateVoice(framing, thoughts);
        StringBuilder text = new StringBuilder();
        for (String chunk : CHUNKS) {
            text.append(string(voice.event(bytes("data: " + chunk + "\n\n"))));
        }
        return text.append(string(voice.ending())).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }

    @Test
    void eventsComeAsTheyAreSaidAndTheCallWhole() {
        String[] events = stream(new Framing.Events(), false).split("\r\n\r\n");
        assertThat(events).hasSize(2).allMatch(event -> event.startsWith("data: {"));
        assertThat(json(events[0].substring(6)))
                .isEqualTo(
                        Json.parse(
                                        """
                                        {"candidates":[{"content":{"parts":[{"text":"He\\nllo"}],"role":"model"},
                                         "index":0}],"modelVersion":"m","responseId":"i"}
                                        """)
                                .orElseThrow());
        assertThat(json(events[1].substring(6)))
                .isEqualTo(
                        json(
                                """
                                {'candidates':[{'content':{'parts':[{'functionCall':{'id':'c','name':'f',
                                 'args':{'a':1}}}],'role':'model'},'finishReason':'STOP','index':0}],
                                 'usageMetadata':{'promptTokenCount':5,'candidatesTokenCount':4,
                                 'totalTokenCount':12,'cachedContentTokenCount':2,'thoughtsTokenCount':3},
                                 'modelVersion':'m','responseId':'i'}
                                """));
    }

    @Test
    void withoutEventsAStreamIsOneArray() {
        JsonNode array = json(stream(new Framing.Elements(), true));
        assertThat(array.size()).isEqualTo(3);
        assertThat(array.at("/0/candidates/0/content/parts/0/thought").asBoolean()).isTrue();
        assertThat(array.at("/2/usageMetadata/totalTokenCount").asInt()).isEqualTo(12);
    }

    @Test
    void anArrayThatBreaksOffIsNotClosed() {
        GenerateVoice voice = new GenerateVoice(new Framing.Elements(), false);
        String said = string(voice.event(bytes("data: " + delta("\"content\":\"a\"") + "\n\n")));
        String broken = string(voice.brokenOff(Problem.of(502, "server_error", "x", "Gone.")));
        assertThat(broken).startsWith(",").contains("UNAVAILABLE", "Gone.").endsWith("}");
        assertThat(json(said + broken + "]").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "length, MAX_TOKENS",
        "content_filter, SAFETY",
        "tool_calls, STOP",
        "else, OTHER"
    })
    void anEndHasItsReason(String openAi, String google) {
        String answer =
                HEAD
                        + "{\"index\":0,\"message\":{\"content\":\"a\"},\"finish_reason\":\""
                        + openAi
                        + "\"},{\"index\":1,\"message\":{\"content\":\"b\"}}],"
                        + USAGE
                        + "}";
        JsonNode whole =
                json(string(new GenerateVoice(new Framing.Events(), false).whole(bytes(answer))));
        assertThat(whole.at("/candidates/0/finishReason").asText()).isEqualTo(google);
        assertThat(whole.at("/candidates/1/content/parts/0/text").asText()).isEqualTo("b");
        assertThat(whole.at("/candidates/1/index").asInt()).isEqualTo(1);
    }

    @Test
    void argumentsThatAreNoObjectAreToldAsMalformed() {
        String answer =
                HEAD
                        + "{\"index\":0,\"message\":{\"tool_calls\":[{\"id\":\"c\",\"function\":"
                        + "{\"name\":\"f\",\"arguments\":\"{\\\"a\"}}]},"
                        + "\"finish_reason\":\"tool_calls\"}]}";
        JsonNode whole =
                json(string(new GenerateVoice(new Framing.Events(), false).whole(bytes(answer))));
        assertThat(whole.at("/candidates/0/finishReason").asText())
                .isEqualTo("MALFORMED_FUNCTION_CALL");
    }

    @Test
    void embeddingsComeAloneOrInAList() {
        byte[] answer = bytes("{\"data\":[{\"embedding\":[0.5]},{\"embedding\":[1]}]}");
        assertThat(json(string(new EmbedVoice(false).whole(answer))))
                .isEqualTo(json("{'embedding':{'values':[0.5]}}"));
        assertThat(json(string(new EmbedVoice(true).whole(answer))))
                .isEqualTo(json("{'embeddings':[{'values':[0.5]},{'values':[1]}]}"));
    }
}
