package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextConfig;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client is content with our responses. */
class OpenAiResponsesTest extends DemoTest {
    private static final String MODEL = "cerebras/gpt-oss-120b";

    private OpenAIClient client;

    @BeforeEach
    void connect() {
        client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(demo.url() + "/v1")
                        .apiKey(demo.token())
                        .maxRetries(0)
                        .build();
    }

    private static ResponseCreateParams.Builder ask(String model, String text) {
        return ResponseCreateParams.builder().model(model).input(text);
    }

    private Response whole(ResponseCreateParams.Builder ask) {
        Response response = client.responses().create(ask.build());
        response.validate();
        return response;
    }

    private Response streamed(ResponseCreateParams.Builder ask) {
        ResponseAccumulator accumulator = ResponseAccumulator.createWithSnapshots();
        try (StreamResponse<ResponseStreamEvent> events =
                client.responses().createStreaming(ask.build())) {
            events.stream()
                    .forEach(event -> {
                        event.validate();
                        accumulator.accumulate(event);
                    });
        }
        Response response = accumulator.response();
        response.validate();
        assertThat(accumulator.reconstructedResponse().output()).isEqualTo(response.output());
        return response;
    }

    private static String text(Response response) {
        return response.output().getLast().asMessage().content().getFirst().asOutputText().text();
    }

    @Test
    void aWholeResponse() {
        Response response = whole(ask("auto", "Hi [[out=7]]").instructions("Be brief."));
        assertThat(response.status()).contains(ResponseStatus.COMPLETED);
        assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(7);
        assertThat(text(response)).isNotBlank();
    }

    @Test
    void aStreamItsAccumulatorAccepts() {
        for (String model : List.of(MODEL, "openrouter/openai/gpt-oss-20b:free", "gpt-4o-mini")) {
            Response response = streamed(ask(model, "Hi [[out=9]]"));
            assertThat(text(response)).isNotBlank();
            assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(9);
        }
    }

    @Test
    void anAnswerCutOffIsIncomplete() {
        Response response = streamed(ask(MODEL, "Hi [[out=90]]").maxOutputTokens(5));
        assertThat(response.status()).contains(ResponseStatus.INCOMPLETE);
        assertThat(response.incompleteDetails().orElseThrow().reason().orElseThrow().asString())
                .isEqualTo("max_output_tokens");
    }

    @Test
    void aToolIsCalledAndItsAnswerTaken() {
        ResponseCreateParams.Builder ask = ask(MODEL, "use the tool").addTool(weather());
        ResponseOutputItem item = whole(ask).output().getLast();
        ResponseFunctionToolCall call = item.asFunctionCall();
        assertThat(call.name()).isEqualTo("weather");
        assertThat(streamed(ask).output().getLast().asFunctionCall().arguments())
                .isEqualTo(call.arguments());
        Response after =
                whole(
                        ResponseCreateParams.builder()
                                .model(MODEL)
                                .addTool(weather())
                                .inputOfResponse(
                                        List.of(
                                                user("use the tool"),
                                                ResponseInputItem.ofFunctionCall(call),
                                                output(call, "sunny [[out=4]]"))));
        assertThat(text(after)).isNotBlank();
        assertThat(after.usage().orElseThrow().outputTokens()).isEqualTo(4);
    }

    private static ResponseInputItem user(String text) {
        return ResponseInputItem.ofEasyInputMessage(
                EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(text).build());
    }

    private static ResponseInputItem output(ResponseFunctionToolCall call, String text) {
        return ResponseInputItem.ofFunctionCallOutput(
                ResponseInputItem.FunctionCallOutput.builder()
                        .callId(call.callId())
                        .output(text)
                        .build());
    }

    private static FunctionTool weather() {
        return FunctionTool.builder()
                .name("weather")
                .strict(false)
                .parameters(
                        FunctionTool.Parameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty("properties", city())
                                .build())
                .build();
    }

    private static JsonValue city() {
        return JsonValue.from(Map.of("city", Map.of("type", "string")));
    }

    @Test
    void aSchemaIsKeptTo() {
        ResponseFormatTextJsonSchemaConfig.Schema schema =
                ResponseFormatTextJsonSchemaConfig.Schema.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", city())
                        .build();
        ResponseTextConfig config =
                ResponseTextConfig.builder()
                        .format(
                                ResponseFormatTextJsonSchemaConfig.builder()
                                        .name("place")
                                        .schema(schema)
                                        .build())
                        .build();
        String json = text(whole(ask(MODEL, "Where?").text(config)));
        assertThat(Json.parse(json).orElseThrow().path("city").isTextual()).isTrue();
    }

    @Test
    void errorsAreOfTheRightKind() {
        assertThatThrownBy(() -> whole(ask("nothing", "Hi"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> whole(ask(MODEL, "Hi").previousResponseId("resp_1")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("send the turns so far as 'input'");
    }

    @Test
    void aStreamThatIsCutIsNoticed() throws Exception {
        browser.fault("cerebras", "cut", 1);
        assertThatThrownBy(() -> streamed(ask(MODEL, "Hi [[out=50]]")))
                .isNotInstanceOf(AssertionError.class)
                .hasMessageContaining("broke off");
    }
}
