package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client is content with us. */
class OpenAiJavaTest extends DemoTest {
    private OpenAIClient client;

    @BeforeEach
    void connect() {
        client = client(demo.token());
    }

    private OpenAIClient client(String token) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(demo.url() + "/v1")
                .apiKey(token)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder ask(String model, String text) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(text);
    }

    @Test
    void aWholeAnswer() {
        ChatCompletion answer =
                client.chat().completions().create(ask("auto", "Hi [[out=7]]").build());
        answer.validate();
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(7);
        assertThat(answer.choices().getFirst().message().content()).isPresent();
    }

    @Test
    void aStreamItsAccumulatorAccepts() {
        for (String model :
                List.of(
                        "cerebras/gpt-oss-120b",
                        "openrouter/openai/gpt-oss-20b:free",
                        "gpt-4o-mini")) {
            ChatCompletion whole = stream(ask(model, "Hi [[out=9]]"));
            assertThat(whole.choices().getFirst().message().content().orElseThrow()).isNotEmpty();
            assertThat(whole.usage().orElseThrow().completionTokens()).isEqualTo(9);
        }
    }

    @Test
    void toolsWholeAndStreamed() {
        ChatCompletionCreateParams.Builder ask =
                ask("cerebras/gpt-oss-120b", "use the tool").addTool(weather());
        var whole = client.chat().completions().create(ask.build()).choices().getFirst();
        assertThat(
                        whole.message()
                                .toolCalls()
                                .orElseThrow()
                                .getFirst()
                                .asFunction()
                                .function()
                                .name())
                .isEqualTo("weather");
        var streamed = stream(ask).choices().getFirst();
        var call = streamed.message().toolCalls().orElseThrow().getFirst().asFunction().function();
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualTo("{\"city\":\"free road\"}");
    }

    private ChatCompletion stream(ChatCompletionCreateParams.Builder ask) {
        ask.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(ask.build())) {
            chunks.stream().forEach(accumulator::accumulate);
        }
        ChatCompletion whole = accumulator.chatCompletion();
        whole.validate();
        return whole;
    }

    private static ChatCompletionFunctionTool weather() {
        FunctionParameters parameters =
                FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                                "properties",
                                JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build();
        return ChatCompletionFunctionTool.builder()
                .function(
                        FunctionDefinition.builder().name("weather").parameters(parameters).build())
                .build();
    }

    @Test
    void embeddings() {
        var answer =
                client.embeddings()
                        .create(
                                EmbeddingCreateParams.builder()
                                        .model("text-embedding-3-small")
                                        .input("road")
                                        .build());
        assertThat(answer.data().getFirst().embedding()).hasSize(256);
    }

    @Test
    void models() {
        assertThat(client.models().list().data())
                .extracting(model -> model.id())
                .contains("auto", "cerebras/gpt-oss-120b");
        assertThat(client.models().retrieve("cerebras/gpt-oss-120b").ownedBy())
                .isEqualTo("cerebras");
    }

    @Test
    void errorsAreOfTheRightKind() {
        assertThatThrownBy(() -> client.chat().completions().create(ask("nothing", "Hi").build()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client("fw_wrong").models().list())
                .isInstanceOf(UnauthorizedException.class);
        for (int i = 0; i < 5; i++) {
            client.chat().completions().create(ask("cerebras/gemma-4-31b", "Hi [[out=2]]").build());
        }
        assertThatThrownBy(() ->
                        client.chat()
                                .completions()
                                .create(ask("cerebras/gemma-4-31b", "Hi").build()))
                .isInstanceOf(RateLimitException.class)
                .hasMessageContaining("0 of 5 requests left");
    }

    @Test
    void aStreamThatIsCutIsNoticed() throws Exception {
        browser.fault("cerebras", "cut", 1);
        assertThatThrownBy(() -> stream(ask("cerebras/gpt-oss-120b", "Hi [[out=50]]")))
                .isNotInstanceOf(AssertionError.class);
    }
}
