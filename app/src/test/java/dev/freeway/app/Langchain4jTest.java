package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** langchain4j's client is content with us. */
class Langchain4jTest extends DemoTest {
    private OpenAiChatModel model(String name) {
        return OpenAiChatModel.builder()
                .baseUrl(demo.url() + "/v1")
                .apiKey(demo.token())
                .modelName(name)
                .maxRetries(0)
                .build();
    }

    private ChatResponse stream(String model, String text) throws Exception {
        OpenAiStreamingChatModel streaming =
                OpenAiStreamingChatModel.builder()
                        .baseUrl(demo.url() + "/v1")
                        .apiKey(demo.token())
                        .modelName(model)
                        .build();
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        streaming.chat(
                text,
                new StreamingChatResponseHandler() {
                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        done.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        done.completeExceptionally(error);
                    }
                });
        return done.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aWholeAnswer() {
        ChatResponse answer =
                model("auto")
                        .chat(
                                ChatRequest.builder()
                                        .messages(UserMessage.from("Hi [[out=8]]"))
                                        .build());
        assertThat(answer.tokenUsage().outputTokenCount()).isEqualTo(8);
        assertThat(answer.aiMessage().text()).isNotBlank();
    }

    @Test
    void aStream() throws Exception {
        ChatResponse answer = stream("cerebras/gpt-oss-120b", "Hi [[out=8]]");
        assertThat(answer.aiMessage().text()).isNotBlank();
        assertThat(answer.tokenUsage().outputTokenCount()).isEqualTo(8);
    }

    @Test
    void aTool() {
        ToolSpecification tool =
                ToolSpecification.builder()
                        .name("weather")
                        .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
                        .build();
        ChatRequest request =
                ChatRequest.builder()
                        .messages(UserMessage.from("use the tool"))
                        .toolSpecifications(tool)
                        .build();
        var calls =
                model("cerebras/gpt-oss-120b").chat(request).aiMessage().toolExecutionRequests();
        assertThat(calls.getFirst().name()).isEqualTo("weather");
        assertThat(calls.getFirst().arguments()).contains("city");
    }

    @Test
    void errors() throws Exception {
        assertThatThrownBy(() -> model("nothing").chat("Hi"))
                .isInstanceOf(ModelNotFoundException.class);
        browser.fault("cerebras", "cut", 1);
        assertThatThrownBy(() -> stream("cerebras/gpt-oss-120b", "Hi [[out=50]]"))
                .isInstanceOf(ExecutionException.class);
    }
}
