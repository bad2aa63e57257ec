package dev.freeway.api.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.Problem;
import dev.freeway.api.Recorded;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was answered as a chat completion is given as a message. */
class MessagesVoiceTest {
    private final MessagesVoice voice = new MessagesVoice();

    @Test
    void aWholeAnswerIsAMessageOfBlocks() {
        JsonNode message = Json.parse(voice.whole(Recorded.bytes(Recorded.WHOLE))).orElseThrow();
        assertThat(message.path("id").asText()).isEqualTo("msg_7");
        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(message.path("model").asText()).isEqualTo("talker");
        assertThat(message.at("/content/0/thinking").asText()).isEqualTo("Hm.");
        assertThat(message.at("/content/1/text").asText()).isEqualTo("Let me see.");
        assertThat(message.at("/content/2/id").asText()).isEqualTo("call_1");
        assertThat(message.at("/content/2/input/city").asText()).isEqualTo("Ulm");
        assertThat(message.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(message.at("/usage/input_tokens").asInt()).isEqualTo(16);
        assertThat(message.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(4);
        assertThat(message.at("/usage/output_tokens").asInt()).isEqualTo(9);
    }

    @Test
    void aStreamIsBlocksOneAfterTheOther() {
        List<JsonNode> events = Recorded.events(voice, Recorded.STREAM);
        String delta = "content_block_delta";
        assertThat(Recorded.types(events))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        delta,
                        "content_block_stop",
                        "content_block_start",
                        delta,
                        delta,
                        "content_block_stop",
                        "content_block_start",
                        delta,
                        delta,
                        "content_block_stop",
                        "content_block_start",
                        delta,
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events.get(10).at("/delta/partial_json").asText()).isEqualTo(":\"Ulm\"}");
        assertThat(events.get(12).at("/content_block/name").asText()).isEqualTo("time");
        JsonNode last = events.get(15);
        assertThat(last.at("/delta/stop_reason").asText()).isEqualTo("tool_use");
        assertThat(last.at("/usage/input_tokens").asInt()).isEqualTo(16);
        assertThat(last.at("/usage/output_tokens").asInt()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"stop, end_turn", "length, max_tokens", "content_filter, refusal"})
    void whyItStoppedIsBroughtOver(String finish, String stop) {
        String whole = Recorded.WHOLE.replace("\"tool_calls\"}]", "\"" + finish + "\"}]");
        JsonNode message = Json.parse(voice.whole(Recorded.bytes(whole))).orElseThrow();
        assertThat(message.path("stop_reason").asText()).isEqualTo(stop);
    }

    @Test
    void argumentsCutOffAreGivenAsTheyAre() {
        String whole = Recorded.WHOLE.replace("\\\"Ulm\\\"}", "\\\"Ul");
        JsonNode message = Json.parse(voice.whole(Recorded.bytes(whole))).orElseThrow();
        assertThat(message.at("/content/2/input/unparsed").asText()).isEqualTo("{\"city\":\"Ul");
    }

    @Test
    void aSilentStreamIsPinged() {
        assertThat(new String(voice.keepAlive(), StandardCharsets.UTF_8))
                .isEqualTo("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    }

    @Test
    void whatBreaksOffEndsInAnError() {
        Problem problem =
                Problem.of(502, "server_error", "upstream_failed", "It broke.")
                        .with("x-request-id", "req_1");
        JsonNode last = Recorded.brokenOff(voice, Recorded.STREAM.subList(0, 2), problem).getLast();
        assertThat(last.path("type").asText()).isEqualTo("error");
        assertThat(last.at("/error/type").asText()).isEqualTo("api_error");
        assertThat(last.path("request_id").asText()).isEqualTo("req_1");
    }
}
