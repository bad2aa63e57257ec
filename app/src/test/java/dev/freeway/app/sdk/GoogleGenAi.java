package dev.freeway.app.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ClientException;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Google's own client of its native wire. */
final class GoogleGenAi {
    private GoogleGenAi() {}

    static JavaClient<Client> client() {
        return new JavaClient<>(
                        "com.google.genai:google-genai",
                        Client.class,
                        GoogleGenAi::connect,
                        ClientException.class)
                .can(Operation.CHAT, GoogleGenAi::chat)
                .can(Operation.STREAM, GoogleGenAi::stream)
                .can(Operation.TOOLS, GoogleGenAi::tools)
                .can(Operation.SCHEMA, GoogleGenAi::schema)
                .can(Operation.EMBEDDINGS, GoogleGenAi::embeddings)
                .can(Operation.MODELS, GoogleGenAi::models)
                .against(
                        Aim.standIn("gemini", "gemini-3.1-flash-lite")
                                .with(Operation.EMBEDDINGS, "gemini-embedding-001")
                                .without(Operation.IMAGES, "no free images there"))
                .against(
                        Aim.gateway("cerebras", "cerebras/gpt-oss-120b")
                                .with(Operation.EMBEDDINGS, "text-embedding-3-small")
                                .without(Operation.IMAGES, JavaClient.NO_IMAGES));
    }

    private static Client connect(Target target) {
        return Client.builder()
                .apiKey(target.key())
                .httpOptions(
                        HttpOptions.builder()
                                .baseUrl(target.url().toString())
                                .retryOptions(HttpRetryOptions.builder().attempts(1))
                                .build())
                .build();
    }

    private static GenerateContentConfig.Builder bounded() {
        return GenerateContentConfig.builder().maxOutputTokens(JavaClient.TOKENS_MAX);
    }

    private static GenerateContentResponse send(
            Client client, Job.Asked asked, GenerateContentConfig.Builder config) {
        return client.models.generateContent(asked.model(), asked.prompt(), config.build());
    }

    private static Optional<Integer> tokens(GenerateContentResponse answer) {
        return answer.usageMetadata().flatMap(usage -> usage.candidatesTokenCount());
    }

    private static void chat(Client client, Job.Asked asked) {
        GenerateContentResponse answer = send(client, asked, bounded());
        Expect.text(answer.text(), tokens(answer).orElseThrow());
    }

    private static void stream(Client client, Job.Asked asked) {
        StringBuilder text = new StringBuilder();
        int tokens = 0;
        try (ResponseStream<GenerateContentResponse> chunks =
                client.models.generateContentStream(
                        asked.model(), asked.prompt(), bounded().build())) {
            for (GenerateContentResponse chunk : chunks) {
                Optional.ofNullable(chunk.text()).ifPresent(text::append);
                tokens = tokens(chunk).orElse(tokens);
            }
        }
        Expect.text(text.toString(), tokens);
    }

    private static void tools(Client client, Job.Asked asked) throws Exception {
        FunctionDeclaration weather =
                FunctionDeclaration.builder()
                        .name("weather")
                        .parametersJsonSchema(Expect.CITY_SCHEMA)
                        .build();
        Tool tool = Tool.builder().functionDeclarations(weather).build();
        FunctionCall call = send(client, asked, bounded().tools(tool)).functionCalls().getFirst();
        Expect.weatherCall(
                call.name().orElse(""),
                new ObjectMapper().writeValueAsString(call.args().orElseThrow()));
    }

    private static void schema(Client client, Job.Asked asked) {
        GenerateContentConfig.Builder config =
                bounded()
                        .responseMimeType("application/json")
                        .responseJsonSchema(Expect.CITY_SCHEMA);
        Expect.city(send(client, asked, config).text());
    }

    private static void embeddings(Client client, Job.Asked asked) {
        var answer =
                client.models.embedContent(
                        asked.model(), asked.prompt(), EmbedContentConfig.builder().build());
        Expect.vector(answer.embeddings().orElseThrow().getFirst().values().orElseThrow());
    }

    private static void models(Client client, Job.Asked asked) {
        List<String> names = new ArrayList<>();
        client.models
                .list(ListModelsConfig.builder().build())
                .forEach(model -> names.add(model.name().orElse("").replace("models/", "")));
        assertThat(names).contains(asked.model());
    }
}
