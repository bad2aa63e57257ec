package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ClientException;
import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GetModelConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.Model;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.Tool;
import com.google.genai.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Google's own Java client of the Gemini models is content with us. */
class GoogleGenaiTest extends DemoTest {
    private static final String MODEL = "cerebras/gpt-oss-120b";
    private Client client;

    @BeforeEach
    void connect() {
        client = client(demo.token());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private Client client(String token) {
        return Client.builder()
                .apiKey(token)
                .vertexAI(false)
                .httpOptions(
                        HttpOptions.builder()
                                .baseUrl(demo.url().toString())
                                .retryOptions(HttpRetryOptions.builder().attempts(1))
                                .build())
                .build();
    }

    private GenerateContentResponse ask(String model, String text, GenerateContentConfig config) {
        return client.models.generateContent(model, text, config);
    }

    private static GenerateContentConfig plain() {
        return GenerateContentConfig.builder().build();
    }

    @Test
    void aWholeAnswerOfAnyModelHoweverItIsSpelled() {
        for (String model : List.of("auto", MODEL, "openrouter/openai/gpt-oss-20b:free")) {
            GenerateContentConfig config =
                    GenerateContentConfig.builder()
                            .systemInstruction(Content.fromParts(Part.fromText("Be brief.")))
                            .temperature(0.5f)
                            .maxOutputTokens(50)
                            .build();
            GenerateContentResponse answer = ask(model, "Hi [[out=7]]", config);
            assertThat(answer.text()).isNotBlank();
            assertThat(answer.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
            assertThat(answer.usageMetadata().orElseThrow().candidatesTokenCount()).contains(7);
        }
    }

    @Test
    void aStreamEndsWithItsReasonAndItsUsage() {
        List<GenerateContentResponse> pieces = stream("Hi [[out=9]]", plain());
        assertThat(pieces.size()).isGreaterThan(1);
        assertThat(pieces).filteredOn(piece -> !piece.text().isEmpty()).isNotEmpty();
        assertThat(pieces.getLast().finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        assertThat(pieces.getLast().usageMetadata().orElseThrow().candidatesTokenCount())
                .contains(9);
    }

    private List<GenerateContentResponse> stream(String text, GenerateContentConfig config) {
        List<GenerateContentResponse> pieces = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> stream =
                client.models.generateContentStream(MODEL, text, config)) {
            stream.forEach(pieces::add);
        }
        return pieces;
    }

    @Test
    void aToolIsCalledWholeAndStreamedAndItsResultIsTaken() {
        GenerateContentConfig config = GenerateContentConfig.builder().tools(weather()).build();
        GenerateContentResponse whole = ask(MODEL, "use the tool", config);
        assertThat(whole.functionCalls().getFirst().name()).contains("weather");
        assertThat(whole.functionCalls().getFirst().args().orElseThrow()).containsKey("city");
        assertThat(stream("use the tool", config).getLast().functionCalls().getFirst().args())
                .isEqualTo(whole.functionCalls().getFirst().args());
        Content called = whole.candidates().orElseThrow().getFirst().content().orElseThrow();
        Content result =
                Content.fromParts(Part.fromFunctionResponse("weather", Map.of("sky", "clear")));
        GenerateContentResponse next =
                client.models.generateContent(
                        MODEL,
                        List.of(Content.fromParts(Part.fromText("Hi [[out=5]]")), called, result),
                        config);
        assertThat(next.text()).isNotBlank();
    }

    private static Tool weather() {
        Schema city =
                Schema.builder()
                        .type(Type.Known.OBJECT)
                        .properties(Map.of("city", Schema.builder().type("STRING").build()))
                        .build();
        return Tool.builder()
                .functionDeclarations(
                        FunctionDeclaration.builder().name("weather").parameters(city).build())
                .build();
    }

    @Test
    void jsonByASchema() {
        GenerateContentConfig config =
                GenerateContentConfig.builder()
                        .responseMimeType("application/json")
                        .responseSchema(
                                Schema.builder()
                                        .type(Type.Known.OBJECT)
                                        .properties(
                                                Map.of(
                                                        "n",
                                                        Schema.builder()
                                                                .type(Type.Known.INTEGER)
                                                                .build())))
                        .build();
        assertThat(ask(MODEL, "Hi [[out=7]]", config).text()).isNotBlank();
    }

    @Test
    void tokensAreCountedAndContentsEmbedded() {
        assertThat(client.models.countTokens(MODEL, "How many are these?", null).totalTokens())
                .hasValueSatisfying(count -> assertThat(count).isBetween(4, 100));
        var embeddings =
                client.models.embedContent(
                        "text-embedding-3-small",
                        List.of("road", "street"),
                        EmbedContentConfig.builder().build());
        assertThat(embeddings.embeddings().orElseThrow())
                .hasSize(2)
                .allMatch(one -> one.values().orElseThrow().size() == 256);
    }

    @Test
    void modelsAreListedByThePageAndAlone() {
        List<String> names = new ArrayList<>();
        for (Model model : client.models.list(ListModelsConfig.builder().pageSize(5).build())) {
            names.add(model.name().orElseThrow());
        }
        assertThat(names).contains("models/auto", "models/" + MODEL).doesNotHaveDuplicates();
        assertThat(client.models.get(MODEL, GetModelConfig.builder().build()).inputTokenLimit())
                .hasValueSatisfying(limit -> assertThat(limit).isPositive());
    }

    @Test
    void errorsAreOfTheRightKind() {
        ClientException unknown =
                catchThrowableOfType(ClientException.class, () -> ask("nothing", "Hi", plain()));
        assertThat(unknown.code()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo("NOT_FOUND");
        try (Client stranger = client("fw_wrong")) {
            ClientException wrong =
                    catchThrowableOfType(
                            ClientException.class,
                            () -> stranger.models.generateContent(MODEL, "Hi", plain()));
            assertThat(wrong.status()).isEqualTo("UNAUTHENTICATED");
        }
        for (int i = 0; i < 5; i++) {
            ask("cerebras/gemma-4-31b", "Hi [[out=2]]", plain());
        }
        ClientException spent =
                catchThrowableOfType(
                        ClientException.class, () -> ask("cerebras/gemma-4-31b", "Hi", plain()));
        assertThat(spent.code()).isEqualTo(429);
        assertThat(spent.status()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(spent).hasMessageContaining("0 of 5 requests left");
    }

    @Test
    void aStreamThatIsCutIsNoticed() throws Exception {
        browser.fault("cerebras", "cut", 1);
        RuntimeException cut =
                catchThrowableOfType(
                        RuntimeException.class, () -> stream("Hi [[out=50]]", plain()));
        assertThat(cut).isNotNull();
    }
}
