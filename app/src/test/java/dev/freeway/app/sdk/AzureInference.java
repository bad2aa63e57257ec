package dev.freeway.app.sdk;

import com.azure.ai.inference.ChatCompletionsClient;
import com.azure.ai.inference.ChatCompletionsClientBuilder;
import com.azure.ai.inference.EmbeddingsClientBuilder;
import com.azure.ai.inference.models.ChatCompletions;
import com.azure.ai.inference.models.ChatCompletionsFunctionToolDefinition;
import com.azure.ai.inference.models.ChatCompletionsOptions;
import com.azure.ai.inference.models.ChatRequestUserMessage;
import com.azure.ai.inference.models.FunctionDefinition;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Azure's client, which GitHub Models told its users to take. */
final class AzureInference {
    private AzureInference() {}

    static JavaClient<Target> client() {
        return new JavaClient<Target>(
                        "com.azure:azure-ai-inference",
                        ChatCompletionsClient.class,
                        target -> target,
                        ClientAuthenticationException.class)
                .can(Operation.CHAT, (to, asked) -> isText(chat(to).complete(ask(asked))))
                .can(Operation.STREAM, AzureInference::stream)
                .can(Operation.TOOLS, AzureInference::tools)
                .can(Operation.SCHEMA, AzureInference::schema)
                .can(Operation.EMBEDDINGS, AzureInference::embeddings)
                .against(
                        Aim.standIn("github-models", "openai/gpt-4o-mini")
                                .with(Operation.EMBEDDINGS, "openai/text-embedding-3-small"))
                .against(
                        Aim.gateway("cerebras", "cerebras/gpt-oss-120b")
                                .with(Operation.EMBEDDINGS, "text-embedding-3-small"));
    }

    /** Without its own policy for keys, which insists on TLS. */
    private static HttpPipeline pipeline(Target to) {
        return new HttpPipelineBuilder()
                .httpClient(new JdkHttpClientBuilder().build())
                .policies((context, next) -> {
                    context.getHttpRequest()
                            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + to.key());
                    return next.process();
                })
                .build();
    }

    private static String endpoint(Target to) {
        return to.url() + "/inference";
    }

    private static ChatCompletionsClient chat(Target to) {
        return new ChatCompletionsClientBuilder()
                .endpoint(endpoint(to))
                .pipeline(pipeline(to))
                .buildClient();
    }

    private static ChatCompletionsOptions ask(Job.Asked asked) {
        return new ChatCompletionsOptions(List.of(new ChatRequestUserMessage(asked.prompt())))
                .setModel(asked.model())
                .setMaxTokens(JavaClient.TOKENS_MAX);
    }

    private static void isText(ChatCompletions answer) {
        Expect.text(
                answer.getChoice().getMessage().getContent(),
                answer.getUsage().getCompletionTokens());
    }

    /** It cannot ask for usage in a stream; every piece is a token at the stand-ins. */
    private static void stream(Target to, Job.Asked asked) {
        List<String> pieces =
                chat(to).completeStream(ask(asked)).stream()
                        .flatMap(update -> update.getChoices().stream())
                        .map(choice -> choice.getDelta().getContent())
                        .filter(content -> content != null && !content.isEmpty())
                        .toList();
        Expect.text(String.join("", pieces), pieces.size());
    }

    private static void tools(Target to, Job.Asked asked) {
        FunctionDefinition weather =
                new FunctionDefinition("weather")
                        .setParameters(BinaryData.fromObject(Expect.CITY_SCHEMA));
        ChatCompletionsOptions options =
                ask(asked).setTools(List.of(new ChatCompletionsFunctionToolDefinition(weather)));
        var message = chat(to).complete(options).getChoice().getMessage();
        var call = message.getToolCalls().getFirst().getFunction();
        Expect.weatherCall(call.getName(), call.getArguments());
    }

    private static void schema(Target to, Job.Asked asked) {
        Map<String, BinaryData> schema =
                Expect.CITY_SCHEMA.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        one -> BinaryData.fromObject(one.getValue())));
        ChatCompletionsOptions options = ask(asked).setJsonFormat("city", schema);
        Expect.city(chat(to).complete(options).getChoice().getMessage().getContent());
    }

    private static void embeddings(Target to, Job.Asked asked) {
        var embeddings =
                new EmbeddingsClientBuilder()
                        .endpoint(endpoint(to))
                        .pipeline(pipeline(to))
                        .buildClient();
        var answer =
                embeddings.embed(List.of(asked.prompt()), null, null, null, asked.model(), null);
        Expect.vector(answer.getData().getFirst().getEmbeddingList());
    }
}
