package dev.freeway.app.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;

/** OpenAI's own client. */
final class OpenAiJava {
    private OpenAiJava() {}

    static JavaClient<OpenAIClient> client() {
        return new JavaClient<>(
                        "com.openai:openai-java",
                        OpenAIOkHttpClient.class,
                        OpenAiJava::connect,
                        UnauthorizedException.class)
                .can(Operation.CHAT, OpenAiJava::chat)
                .can(Operation.STREAM, OpenAiJava::stream)
                .can(Operation.TOOLS, OpenAiJava::tools)
                .can(Operation.SCHEMA, OpenAiJava::schema)
                .can(Operation.EMBEDDINGS, OpenAiJava::embeddings)
                .can(Operation.MODELS, OpenAiJava::models)
                .against(
                        Aim.standIn("openrouter", "openai/gpt-oss-20b:free")
                                .without(Operation.EMBEDDINGS, "no embeddings there")
                                .without(Operation.IMAGES, JavaClient.NO_IMAGES))
                .against(
                        Aim.standIn("cerebras", "gpt-oss-120b")
                                .without(Operation.EMBEDDINGS, "no embeddings there")
                                .without(Operation.IMAGES, JavaClient.NO_IMAGES)
                                .failing(
                                        Operation.STREAM,
                                        "its accumulator refuses usage in the finish chunk, where"
                                                + " the provider puts it"))
                .against(
                        Aim.gateway("cerebras", "cerebras/gpt-oss-120b")
                                .with(Operation.EMBEDDINGS, "text-embedding-3-small")
                                .without(Operation.IMAGES, JavaClient.NO_IMAGES));
    }

    private static OpenAIClient connect(Target target) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(target.baseUrl().toString())
                .apiKey(target.key())
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder ask(Job.Asked asked) {
        return ChatCompletionCreateParams.builder()
                .model(asked.model())
                .maxCompletionTokens(JavaClient.TOKENS_MAX)
                .addUserMessage(asked.prompt());
    }

    private static ChatCompletion send(
            OpenAIClient client, ChatCompletionCreateParams.Builder ask) {
        return client.chat().completions().create(ask.build()).validate();
    }

    private static void isText(ChatCompletion answer) {
        Expect.text(
                answer.choices().getFirst().message().content().orElse(""),
                answer.usage().orElseThrow().completionTokens());
    }

    private static void chat(OpenAIClient client, Job.Asked asked) {
        isText(send(client, ask(asked)));
    }

    private static void stream(OpenAIClient client, Job.Asked asked) {
        ChatCompletionCreateParams.Builder ask =
                ask(asked)
                        .streamOptions(
                                ChatCompletionStreamOptions.builder().includeUsage(true).build());
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(ask.build())) {
            chunks.stream().forEach(accumulator::accumulate);
        }
        isText(accumulator.chatCompletion());
    }

    private static void tools(OpenAIClient client, Job.Asked asked) {
        FunctionDefinition weather =
                FunctionDefinition.builder()
                        .name("weather")
                        .parameters(
                                JsonValue.from(Expect.CITY_SCHEMA)
                                        .convert(FunctionParameters.class))
                        .build();
        var tool = ChatCompletionFunctionTool.builder().function(weather).build();
        var message = send(client, ask(asked).addTool(tool)).choices().getFirst().message();
        var call = message.toolCalls().orElseThrow().getFirst().asFunction().function();
        Expect.weatherCall(call.name(), call.arguments());
    }

    private static void schema(OpenAIClient client, Job.Asked asked) {
        var schema =
                ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("city")
                        .strict(true)
                        .schema(
                                JsonValue.from(Expect.CITY_SCHEMA)
                                        .convert(ResponseFormatJsonSchema.JsonSchema.Schema.class))
                        .build();
        var format = ResponseFormatJsonSchema.builder().jsonSchema(schema).build();
        ChatCompletion answer = send(client, ask(asked).responseFormat(format));
        Expect.city(answer.choices().getFirst().message().content().orElse(""));
    }

    private static void embeddings(OpenAIClient client, Job.Asked asked) {
        EmbeddingCreateParams ask =
                EmbeddingCreateParams.builder().model(asked.model()).input(asked.prompt()).build();
        Expect.vector(client.embeddings().create(ask).validate().data().getFirst().embedding());
    }

    private static void models(OpenAIClient client, Job.Asked asked) {
        assertThat(client.models().list().data()).extracting(Model::id).contains(asked.model());
    }
}
