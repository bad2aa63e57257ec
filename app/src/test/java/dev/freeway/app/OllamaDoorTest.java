package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.SideDoor;
import dev.freeway.wire.Json;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client made for Ollama is content with us, once it sends a token. */
class OllamaDoorTest extends DemoTest {
    private static final String MODEL = "cerebras/gpt-oss-120b";

    @Override
    Set<SideDoor> doors() {
        return Set.of(SideDoor.OLLAMA);
    }

    private Map<String, String> token() {
        return Map.of("Authorization", "Bearer " + demo.token());
    }

    private OllamaChatModel model(String name) {
        return OllamaChatModel.builder()
                .baseUrl(demo.url().toString())
                .customHeaders(token())
                .modelName(name)
                .maxRetries(0)
                .build();
    }

    private ChatResponse stream(String text) throws Exception {
        OllamaStreamingChatModel streaming =
                OllamaStreamingChatModel.builder()
                        .baseUrl(demo.url().toString())
                        .customHeaders(token())
                        .modelName(MODEL)
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
    void aChatWholeAndStreamed() throws Exception {
        ChatResponse whole = model("auto").chat(UserMessage.from("Hi [[out=8]]"));
        assertThat(whole.aiMessage().text()).isNotBlank();
        assertThat(whole.tokenUsage().outputTokenCount()).isEqualTo(8);
        ChatResponse streamed = stream("Hi [[out=8]]");
        assertThat(streamed.aiMessage().text()).isNotBlank();
        assertThat(streamed.tokenUsage().outputTokenCount()).isEqualTo(8);
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
        var calls = model(MODEL).chat(request).aiMessage().toolExecutionRequests();
        assertThat(calls.getFirst().name()).isEqualTo("weather");
        assertThat(calls.getFirst().arguments()).contains("city");
    }

    @Test
    void embeddingsAndModels() throws Exception {
        OllamaEmbeddingModel embedding =
                OllamaEmbeddingModel.builder()
                        .baseUrl(demo.url().toString())
                        .customHeaders(token())
                        .modelName("text-embedding-3-small")
                        .build();
        assertThat(embedding.embed("road").content().dimension()).isEqualTo(256);
        assertThat(Browser.json(browser.get("/api/tags")).findValuesAsText("name"))
                .contains("auto", MODEL);
        JsonNode shown =
                Browser.json(browser.post("/api/show", "{\"model\":\"%s\"}".formatted(MODEL)));
        assertThat(shown.path("capabilities").toString()).contains("completion", "tools");
    }

    @Test
    void aPromptIsALineForEachPieceUnlessAskedOtherwise() throws Exception {
        HttpResponse<String> lines = generate("");
        assertThat(lines.headers().firstValue("content-type")).contains("application/x-ndjson");
        List<JsonNode> pieces =
                lines.body().lines().map(line -> Json.parse(line).orElseThrow()).toList();
        assertThat(pieces.size()).isGreaterThan(1);
        assertThat(pieces.getFirst().path("done").asBoolean()).isFalse();
        assertThat(pieces.getFirst().path("response").asText()).isNotEmpty();
        assertThat(pieces.getLast().path("done").asBoolean()).isTrue();
        assertThat(pieces.getLast().path("eval_count").asInt()).isEqualTo(6);
        JsonNode whole = Browser.json(generate(",\"stream\":false"));
        assertThat(whole.path("response").asText()).isNotBlank();
        assertThat(whole.path("done_reason").asText()).isEqualTo("stop");
    }

    private HttpResponse<String> generate(String more) throws Exception {
        return browser.post(
                "/api/generate",
                "{\"model\":\"%s\",\"prompt\":\"Hi [[out=6]]\"%s}".formatted(MODEL, more));
    }

    @Test
    void errors() throws Exception {
        assertThatThrownBy(() -> model("nothing").chat("Hi")).hasMessageContaining("'nothing'");
        browser.fault("cerebras", "cut", 1);
        assertThatThrownBy(() -> stream("Hi [[out=50]]")).isInstanceOf(ExecutionException.class);
    }
}
