package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anthropic's own Java client is content with our messages. */
class AnthropicJavaTest extends DemoTest {
    private static final String MODEL = "cerebras/gpt-oss-120b";

    private AnthropicClient client;

    @BeforeEach
    void connect() {
        client = client(demo.token());
    }

    private AnthropicClient client(String token) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(demo.url().toString())
                .apiKey(token)
                .maxRetries(0)
                .build();
    }

    private static MessageCreateParams.Builder ask(String model, String text) {
        return MessageCreateParams.builder().model(model).maxTokens(200).addUserMessage(text);
    }

    private Message whole(MessageCreateParams.Builder ask) {
        Message message = client.messages().create(ask.build());
        message.validate();
        return message;
    }

    private Message streamed(MessageCreateParams.Builder ask) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events =
                client.messages().createStreaming(ask.build())) {
            events.stream()
                    .forEach(event -> {
                        event.validate();
                        accumulator.accumulate(event);
                    });
        }
        Message message = accumulator.message();
        message.validate();
        return message;
    }

    private static String text(Message message) {
        return message.content().getLast().asText().text();
    }

    @Test
    void aWholeMessage() {
        Message message = whole(ask("auto", "Hi [[out=7]]").system("Be brief."));
        assertThat(text(message)).isNotBlank();
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().outputTokens()).isEqualTo(7);
        assertThat(message.usage().inputTokens()).isPositive();
    }

    @Test
    void aStreamItsAccumulatorAccepts() {
        for (String model : List.of(MODEL, "openrouter/openai/gpt-oss-20b:free", "gpt-4o-mini")) {
            Message message = streamed(ask(model, "Hi [[out=9]]"));
            assertThat(text(message)).isNotBlank();
            assertThat(message.stopReason()).contains(StopReason.END_TURN);
            assertThat(message.usage().outputTokens()).isEqualTo(9);
            assertThat(message.usage().inputTokens()).isPositive();
        }
    }

    @Test
    void anAnswerCutOffSaysSo() {
        Message message = streamed(ask(MODEL, "Hi [[out=90]]").maxTokens(5));
        assertThat(message.stopReason()).contains(StopReason.MAX_TOKENS);
    }

    @Test
    void aToolIsUsedAndItsResultTaken() {
        MessageCreateParams.Builder ask = ask(MODEL, "use the tool").addTool(weather());
        Message message = whole(ask);
        ToolUseBlock use = message.content().getLast().asToolUse();
        assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
        assertThat(use.name()).isEqualTo("weather");
        assertThat(streamed(ask).content().getLast().asToolUse()._input()).isEqualTo(use._input());
        ContentBlockParam result =
                ContentBlockParam.ofToolResult(
                        ToolResultBlockParam.builder()
                                .toolUseId(use.id())
                                .content("sunny [[out=4]]")
                                .build());
        Message after =
                whole(ask.addMessage(message).addUserMessageOfContentBlockParams(List.of(result)));
        assertThat(text(after)).isNotBlank();
        assertThat(after.usage().outputTokens()).isEqualTo(4);
    }

    private static Tool weather() {
        return Tool.builder()
                .name("weather")
                .inputSchema(
                        Tool.InputSchema.builder()
                                .properties(
                                        Tool.InputSchema.Properties.builder()
                                                .putAdditionalProperty(
                                                        "city",
                                                        JsonValue.from(Map.of("type", "string")))
                                                .build())
                                .build())
                .build();
    }

    @Test
    void aCountIsABoundAndCostsNothing() throws Exception {
        long counted =
                client.messages()
                        .countTokens(
                                MessageCountTokensParams.builder()
                                        .model(MODEL)
                                        .addUserMessage("Hi [[out=7]]")
                                        .build())
                        .inputTokens();
        assertThat(browser.logs()).isEmpty();
        Message message = whole(ask(MODEL, "Hi [[out=7]]"));
        assertThat(counted).isGreaterThanOrEqualTo(message.usage().inputTokens());
    }

    @Test
    void errorsAreOfTheRightKind() {
        assertThatThrownBy(() -> whole(ask("nothing", "Hi"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client("fw_wrong").messages().create(ask(MODEL, "Hi").build()))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> whole(ask(MODEL, "Hi").maxTokens(0)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("'max_tokens' is 0");
        for (int i = 0; i < 5; i++) {
            whole(ask("cerebras/gemma-4-31b", "Hi [[out=2]]"));
        }
        assertThatThrownBy(() -> whole(ask("cerebras/gemma-4-31b", "Hi")))
                .isInstanceOf(RateLimitException.class)
                .hasMessageContaining("0 of 5 requests left");
    }

    @Test
    void aRefusalIsInItsShapeAndSaysWhichRequestItIsOf() throws Exception {
        for (String path : List.of("/v1/messages", "/v1/messages/count_tokens")) {
            HttpResponse<String> refused = browser.post(path, "{\"model\":\"auto\"}");
            JsonNode body = Browser.json(refused);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(body.path("type").asText()).isEqualTo("error");
            assertThat(body.at("/error/type").asText()).isEqualTo("invalid_request_error");
            assertThat(refused.headers().firstValue("x-request-id"))
                    .contains(body.path("request_id").asText());
        }
    }

    @Test
    void aStreamThatIsCutIsNoticed() throws Exception {
        browser.fault("cerebras", "cut", 1);
        assertThatThrownBy(() -> streamed(ask(MODEL, "Hi [[out=50]]")))
                .isInstanceOf(SseException.class)
                .hasMessageContaining("broke off");
    }
}
