package dev.freeway.app.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** langchain4j's client of OpenAI's wire: a model is an object of its own there. */
final class Langchain4j {
    private static final int PATIENCE_SECONDS = 20;
    private static final JsonObjectSchema CITY =
            JsonObjectSchema.builder().addStringProperty("city").required("city").build();

    private Langchain4j() {}

    static JavaClient<Target> client() {
        return new JavaClient<Target>(
                        "dev.langchain4j:langchain4j-open-ai",
                        OpenAiChatModel.class,
                        target -> target,
                        AuthenticationException.class)
                .can(
                        Operation.CHAT,
                        (to, asked) -> isText(model(to, asked.model()).chat(ask(asked).build())))
                .can(Operation.STREAM, Langchain4j::stream)
                .can(Operation.TOOLS, Langchain4j::tools)
                .can(Operation.SCHEMA, Langchain4j::schema)
                .can(Operation.EMBEDDINGS, Langchain4j::embeddings)
                .can(Operation.MODELS, Langchain4j::models)
                .against(
                        Aim.standIn("cerebras", "gpt-oss-120b")
                                .without(Operation.EMBEDDINGS, "no embeddings there")
                                .without(Operation.IMAGES, JavaClient.NO_IMAGES))
                .against(
                        Aim.gateway("cerebras", "cerebras/gpt-oss-120b")
                                .with(Operation.EMBEDDINGS, "text-embedding-3-small")
                                .without(Operation.IMAGES, JavaClient.NO_IMAGES));
    }

    private static ChatRequest.Builder ask(Job.Asked asked) {
        return ChatRequest.builder()
                .maxOutputTokens(JavaClient.TOKENS_MAX)
                .messages(UserMessage.from(asked.prompt()));
    }

    private static OpenAiChatModel model(Target to, String name) {
        return OpenAiChatModel.builder()
                .baseUrl(to.baseUrl().toString())
                .apiKey(to.key())
                .modelName(name)
                .maxRetries(0)
                .build();
    }

    private static void isText(ChatResponse answer) {
        Expect.text(answer.aiMessage().text(), answer.tokenUsage().outputTokenCount());
    }

    private static void stream(Target to, Job.Asked asked) throws Exception {
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        OpenAiStreamingChatModel.builder()
                .baseUrl(to.baseUrl().toString())
                .apiKey(to.key())
                .modelName(asked.model())
                .build()
                .chat(ask(asked).build(), handler(done));
        isText(done.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private static StreamingChatResponseHandler handler(CompletableFuture<ChatResponse> done) {
        return new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }
        };
    }

    private static void tools(Target to, Job.Asked asked) {
        ToolSpecification weather =
                ToolSpecification.builder().name("weather").parameters(CITY).build();
        ChatRequest request = ask(asked).toolSpecifications(weather).build();
        var call =
                model(to, asked.model())
                        .chat(request)
                        .aiMessage()
                        .toolExecutionRequests()
                        .getFirst();
        Expect.weatherCall(call.name(), call.arguments());
    }

    private static void schema(Target to, Job.Asked asked) {
        ResponseFormat format =
                ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder().name("city").rootElement(CITY).build())
                        .build();
        ChatRequest request = ask(asked).responseFormat(format).build();
        Expect.city(model(to, asked.model()).chat(request).aiMessage().text());
    }

    private static void embeddings(Target to, Job.Asked asked) {
        OpenAiEmbeddingModel embedding =
                OpenAiEmbeddingModel.builder()
                        .baseUrl(to.baseUrl().toString())
                        .apiKey(to.key())
                        .modelName(asked.model())
                        .maxRetries(0)
                        .build();
        Expect.vector(embedding.embed(asked.prompt()).content().vectorAsList());
    }

    private static void models(Target to, Job.Asked asked) {
        OpenAiModelCatalog catalog =
                OpenAiModelCatalog.builder()
                        .baseUrl(to.baseUrl().toString())
                        .apiKey(to.key())
                        .build();
        assertThat(catalog.listModels()).extracting(ModelDescription::name).contains(asked.model());
    }
}
