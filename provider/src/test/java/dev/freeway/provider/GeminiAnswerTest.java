package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gemini's answers, over HTTP, as clients of OpenAI's want them. */
class GeminiAnswerTest {
    private static final String ASK = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}";
    private static final String STREAM = ASK.formatted(",\"stream\":true");
    private static final String USAGE =
            "\"usageMetadata\":{\"promptTokenCount\":9,\"cachedContentTokenCount\":4,\"candidatesTokenCount\":3,\"thoughtsTokenCount\":2}";

    private final Recorder recorder = new Recorder();

    @SuppressWarnings("NullAway.Init")
    private Scripted provider;

    @BeforeEach
    void start() throws Exception {
        provider = new Scripted();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void textThoughtsAndUsage() {
        provider.says(
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hm.\",\"thought\":true},{\"text\":\"Hi\"},{\"text\":\"!\"}]},\"finishReason\":\"MAX_TOKENS\",\"index\":0}],"
                        + USAGE
                        + ",\"modelVersion\":\"gemini-2.5-flash-001\",\"responseId\":\"r1\"}");
        Reply.Done done = (Reply.Done) ask(ASK.formatted(""));
        assertThat(done.usage()).isEqualTo(new Usage(9, 4, 5));
        assertThat(done.model()).isEqualTo("gemini-2.5-flash-001");
        JsonNode answer = recorder.whole();
        assertThat(answer.path("id").asText()).isEqualTo("r1");
        assertThat(answer.path("created").asLong()).isEqualTo(Scripted.NOW.getEpochSecond());
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("Hi!");
        assertThat(answer.at("/choices/0/message/reasoning").asText()).isEqualTo("Hm.");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        Scripted.Asked asked = provider.asked.getFirst();
        assertThat(asked.path()).isEqualTo("/api/models/flash:generateContent");
        assertThat(asked.key()).isEqualTo("secret");
        assertThat(asked.body().at("/generationConfig/maxOutputTokens").asInt()).isEqualTo(64);
    }

    @Test
    void aCallOfAFunctionEndsAsOne() {
        provider.says(
                "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":1}},\"thoughtSignature\":\"c2ln\"},{\"functionCall\":{\"name\":\"g\"}}]},\"finishReason\":\"STOP\"}],\"responseId\":\"r1\"}");
        ask(ASK.formatted(""));
        JsonNode choice = recorder.whole().at("/choices/0");
        assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(choice.at("/message/content").isNull()).isTrue();
        JsonNode calls = choice.at("/message/tool_calls");
        assertThat(calls.at("/0/function/arguments").asText()).isEqualTo("{\"a\":1}");
        assertThat(calls.at("/0").at(GeminiSignatures.PLACE).asText()).isEqualTo("c2ln");
        assertThat(calls.at("/1/function/arguments").asText()).isEqualTo("{}");
        assertThat(calls.findValuesAsText("id")).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void aStreamHasNoDoneAndRemembersItsCalls() {
        Reply reply =
                stream(
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Well\"}]},\"index\":0}],\"responseId\":\"r1\"}",
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{}},\"thoughtSignature\":\"c2ln\"}]},\"index\":0}],\"responseId\":\"r1\"}",
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}]},\"finishReason\":\"STOP\",\"index\":0}],"
                                + USAGE
                                + ",\"responseId\":\"r1\"}");
        assertThat(reply).isInstanceOf(Reply.Done.class);
        List<JsonNode> chunks = recorder.chunks();
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        JsonNode call = chunks.get(1).at("/choices/0/delta/tool_calls/0");
        assertThat(call.path("index").asInt(-1)).isZero();
        assertThat(call.path("type").asText()).isEqualTo("function");
        assertThat(call.at(GeminiSignatures.PLACE).asText()).isEqualTo("c2ln");
        assertThat(chunks.get(2).at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(provider.asked.getFirst().path())
                .isEqualTo("/api/models/flash:streamGenerateContent?alt=sse");
    }

    @Test
    void aStreamWithoutAReasonToEndWasCut() {
        Reply reply = stream("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"We\"}]}}]}");
        assertThat(fault(reply)).isInstanceOf(Fault.CutShort.class);
    }

    @Test
    void aBlockedPromptIsARefusalAndSafetyAFilter() {
        provider.says("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}," + USAGE + "}");
        ask(ASK.formatted(""));
        JsonNode blocked = recorder.whole().at("/choices/0");
        assertThat(blocked.path("finish_reason").asText()).isEqualTo("content_filter");
        assertThat(blocked.at("/message/refusal").asText()).contains("SAFETY");
        Recorder streamed = new Recorder();
        provider.says(
                200,
                "text/event-stream",
                events("{\"promptFeedback\":{\"blockReason\":\"BLOCKLIST\"}}"));
        Reply reply = provider.call(provider.calls("gemini", "flash").chat(STREAM), streamed);
        assertThat(reply).isInstanceOf(Reply.Done.class);
        assertThat(streamed.chunks().getFirst().at("/choices/0/delta/refusal").asText())
                .contains("BLOCKLIST");
    }

    @Test
    void aMalformedCallIsNoAnswer() {
        provider.says("{\"candidates\":[{\"finishReason\":\"MALFORMED_FUNCTION_CALL\"}]}");
        assertThat(fault(ask(ASK.formatted("")))).isInstanceOf(Fault.Broken.class);
    }

    @Test
    void vectorsComeAsNumbersOrInBase64() {
        String vectors = "{\"embeddings\":[{\"values\":[1,0.5]},{\"values\":[0,-2]}]}";
        provider.says(vectors).says(vectors);
        Calls calls = provider.calls("gemini", "e");
        Reply.Done done =
                (Reply.Done) provider.call(calls.embeddings("{\"input\":[\"a\",\"b\"]}"), recorder);
        assertThat(done.estimated()).isTrue();
        assertThat(recorder.whole().at("/data/1/embedding/1").asDouble()).isEqualTo(-2);
        assertThat(recorder.whole().at("/data/1/index").asInt()).isOne();
        Recorder other = new Recorder();
        provider.call(calls.embeddings("{\"input\":\"a\",\"encoding_format\":\"base64\"}"), other);
        assertThat(other.whole().at("/data/0/embedding").asText()).isEqualTo("AACAPwAAAD8=");
        assertThat(provider.asked.getFirst().path()).isEqualTo("/api/vectors/e:batchEmbedContents");
    }

    private Reply ask(String body) {
        return provider.call(provider.calls("gemini", "flash").chat(body), recorder);
    }

    private Reply stream(String... chunks) {
        provider.says(200, "text/event-stream", events(chunks));
        return ask(STREAM);
    }

    private static byte[] events(String... chunks) {
        StringBuilder events = new StringBuilder();
        for (String chunk : chunks) {
            events.append("data: ").append(chunk).append("\r\n\r\n");
        }
        return events.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Fault fault(Reply reply) {
        return ((Reply.Failed) reply).fault();
    }
}
