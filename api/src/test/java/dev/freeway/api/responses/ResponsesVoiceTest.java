package dev.freeway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.Problem;
import dev.freeway.api.Recorded;
import dev.freeway.api.Refused;
import dev.freeway.api.Tongue;
import dev.freeway.api.Voice;
import dev.freeway.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was answered as a chat completion is given as a response. */
class ResponsesVoiceTest {
    private static final String ASKED =
            """
            {"model":"auto","input":"Hi","metadata":{"k":"v"},"max_output_tokens":50,
             "tools":[{"type":"function","name":"weather"}]}\
            """;

    private final Voice voice = voice();

    private static Voice voice() {
        try {
            return new ResponsesTongue()
                    .hear(new Tongue.Target("/v1/responses", ""), Recorded.bytes(ASKED))
                    .voice();
        } catch (Refused e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWholeAnswerIsACompletedResponse() {
        JsonNode response = Json.parse(voice.whole(Recorded.bytes(Recorded.WHOLE))).orElseThrow();
        assertThat(response.path("id").asText()).isEqualTo("resp_7");
        assertThat(response.path("object").asText()).isEqualTo("response");
        assertThat(response.path("created_at").asLong()).isEqualTo(1_795_000_000);
        assertThat(response.path("model").asText()).isEqualTo("talker");
        assertThat(response.path("status").asText()).isEqualTo("completed");
        assertThat(response.at("/metadata/k").asText()).isEqualTo("v");
        assertThat(response.path("max_output_tokens").asInt()).isEqualTo(50);
        assertThat(response.path("store").asBoolean(true)).isFalse();
        assertThat(response.at("/tools/0").has("strict")).isTrue();
        assertThat(response.path("output").findValuesAsText("type"))
                .containsExactly(
                        "reasoning", "reasoning_text", "message", "output_text", "function_call");
        assertThat(response.at("/output/1/content/0/text").asText()).isEqualTo("Let me see.");
        assertThat(response.at("/output/2/call_id").asText()).isEqualTo("call_1");
        assertThat(response.at("/output/2/arguments").asText()).isEqualTo("{\"city\":\"Ulm\"}");
        assertThat(response.at("/usage/input_tokens").asInt()).isEqualTo(20);
        assertThat(response.at("/usage/input_tokens_details/cached_tokens").asInt()).isEqualTo(4);
        assertThat(response.at("/usage/output_tokens").asInt()).isEqualTo(9);
        assertThat(response.at("/usage/total_tokens").asInt()).isEqualTo(29);
    }

    @Test
    void aStreamIsTheWholeSequenceOfEvents() {
        List<JsonNode> events = Recorded.events(voice, Recorded.STREAM);
        assertThat(Recorded.types(events))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.reasoning_text.delta",
                        "response.reasoning_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.completed");
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt(-1)).isEqualTo(i);
        }
        assertThat(events.get(18).path("arguments").asText()).isEqualTo("{\"city\":\"Ulm\"}");
        assertThat(events.get(20).at("/item/name").asText()).isEqualTo("time");
    }

    @Test
    void theLastEventHoldsWhatTheItemsWere() {
        List<JsonNode> events = Recorded.events(voice, Recorded.STREAM);
        JsonNode response = events.getLast().path("response");
        List<JsonNode> done =
                events.stream()
                        .filter(event -> event.path("type").asText().endsWith("output_item.done"))
                        .map(event -> event.path("item"))
                        .toList();
        assertThat(response.path("output")).containsExactlyElementsOf(done).hasSize(4);
        assertThat(response.at("/usage/total_tokens").asInt()).isEqualTo(29);
    }

    @Test
    void whatIsCutOffIsIncomplete() {
        List<JsonNode> events =
                Recorded.events(
                        voice,
                        List.of(
                                Recorded.delta("{\"content\":\"Once\"}"),
                                Recorded.chunk(
                                        "[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]",
                                        "null")));
        JsonNode last = events.getLast();
        assertThat(last.path("type").asText()).isEqualTo("response.incomplete");
        assertThat(last.at("/response/incomplete_details/reason").asText())
                .isEqualTo("max_output_tokens");
        assertThat(last.at("/response/output/0/status").asText()).isEqualTo("incomplete");
    }

    @Test
    void aRefusalIsAPartOfItsOwn() {
        List<JsonNode> events =
                Recorded.events(voice, List.of(Recorded.delta("{\"refusal\":\"No.\"}")));
        assertThat(Recorded.types(events))
                .contains("response.refusal.delta", "response.refusal.done");
        assertThat(events.getLast().at("/response/output/0/content/0/refusal").asText())
                .isEqualTo("No.");
    }

    @Test
    void whatBreaksOffFailsAndIsAnErrorToThoseWhoLookForOne() {
        List<JsonNode> events =
                Recorded.brokenOff(
                        voice,
                        Recorded.STREAM.subList(0, 2),
                        Problem.of(502, "server_error", "upstream_failed", "It broke."));
        assertThat(Recorded.types(events)).endsWith("response.failed", "error");
        assertThat(events.get(events.size() - 2).at("/response/error/message").asText())
                .isEqualTo("It broke.");
        assertThat(events.getLast().at("/error/message").asText()).isEqualTo("It broke.");
        assertThat(events.getLast().path("message").asText()).isEqualTo("It broke.");
    }
}
