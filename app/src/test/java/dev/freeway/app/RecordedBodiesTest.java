package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real providers once answered reaches OpenAI's own client whole, in a shape it accepts. */
class RecordedBodiesTest {
    private static final String TOKEN = "a-token-of-enough-length";

    @TempDir Path directory;

    private final Recording provider = new Recording();
    private Network network;
    private Gateway gateway;

    @BeforeEach
    void startGateway() throws Exception {
        provider.start();
        network = Network.open(1);
        Catalog catalog = Catalog.load();
        gateway =
                new Gateway(
                        config(catalog),
                        catalog,
                        network,
                        new TurnedClock(Instant.parse("2026-11-20T12:00:00Z")));
    }

    private Config config(Catalog catalog) throws Exception {
        String text =
                """
                listen: {port: 0}
                data: %s
                tokens: [{name: me, token: %s}]
                accounts:
                  - {provider: cerebras, key: csk-recorded, base_url: "%3$s"}
                  - {provider: groq, key: gsk_recorded, base_url: "%3$s"}
                  - {provider: together, key: recorded, base_url: "%3$s", facts: {credit_dollars: 5}}
                """
                        .formatted(directory.resolve("data"), TOKEN, provider.url());
        Path file = Files.writeString(directory.resolve("freeway.yaml"), text);
        return new ConfigReader(catalog, _ -> Optional.empty(), directory).read(file);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        network.close();
        provider.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "cerebras_fixtures_cerebras-structured-output-tools.1.json, cerebras/gpt-oss-120b",
        "groq_groq-text.json, groq/openai/gpt-oss-20b",
        "groq_groq-tool-call.json, groq/openai/gpt-oss-20b",
        "mistral_mistral-text.json, together/openai/gpt-oss-20b"
    })
    void aWholeAnswer(String recording, String model) throws Exception {
        JsonNode said = Json.parse(provider.play(recording)).orElseThrow();
        ChatCompletion answer =
                client("http://127.0.0.1:" + gateway.port() + "/v1")
                        .chat()
                        .completions()
                        .create(ask(model).build())
                        .validate();
        isSaid(answer, List.of(said), "message");
    }

    @ParameterizedTest
    @CsvSource({
        "groq_groq-tool-call.chunks.txt, groq/openai/gpt-oss-20b",
        "mistral_mistral-text.chunks.txt, together/openai/gpt-oss-20b"
    })
    void aStream(String recording, String model) throws Exception {
        List<JsonNode> said =
                provider.play(recording)
                        .lines()
                        .map(line -> Json.parse(line).orElseThrow())
                        .toList();
        String url = "http://127.0.0.1:" + gateway.port() + "/v1";
        isSaid(stream(client(url), model), said, "delta");
    }

    /** What the gateway is for: its client does not take them as they were recorded. */
    @ParameterizedTest
    @CsvSource({"groq_groq-tool-call.chunks.txt", "mistral_mistral-text.chunks.txt"})
    void asRecordedAStreamIsRefused(String recording) throws Exception {
        provider.play(recording);
        assertThatThrownBy(() -> stream(client(provider.url()), "any"))
                .isInstanceOf(RuntimeException.class);
    }

    private static void isSaid(ChatCompletion answer, List<JsonNode> said, String part) {
        StringBuilder text = new StringBuilder();
        StringBuilder tools = new StringBuilder();
        for (JsonNode one : said) {
            JsonNode message = one.path("choices").path(0).path(part);
            text.append(message.path("content").asText("").replace("null", ""));
            for (JsonNode call : message.path("tool_calls")) {
                tools.append(call.at("/function/name").asText(""));
                tools.append(call.at("/function/arguments").asText(""));
            }
        }
        ChatCompletionMessage message = answer.choices().getFirst().message();
        assertThat(message.content().orElse("")).isEqualTo(text.toString());
        assertThat(tools(message)).isEqualTo(tools.toString());
        JsonNode last = said.getLast();
        assertThat(answer.choices().getFirst().finishReason().asString())
                .isEqualTo(last.at("/choices/0/finish_reason").asText());
        assertThat(answer.usage().orElseThrow().completionTokens())
                .isEqualTo(last.at("/usage/completion_tokens").asLong());
    }

    private static String tools(ChatCompletionMessage message) {
        StringBuilder tools = new StringBuilder();
        message.toolCalls()
                .orElse(List.of())
                .forEach(call -> {
                    var function = call.asFunction().function();
                    tools.append(function.name()).append(function.arguments());
                });
        return tools.toString();
    }

    private static OpenAIClient client(String url) {
        return OpenAIOkHttpClient.builder().baseUrl(url).apiKey(TOKEN).maxRetries(0).build();
    }

    private static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .maxCompletionTokens(100)
                .addUserMessage("Hi");
    }

    private static ChatCompletion stream(OpenAIClient client, String model) {
        ChatCompletionCreateParams ask =
                ask(model)
                        .streamOptions(
                                ChatCompletionStreamOptions.builder().includeUsage(true).build())
                        .build();
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(ask)) {
            chunks.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion().validate();
    }

    /** A provider that gives one recorded answer, whatever it is asked. */
    private static final class Recording {
        private HttpServer server;
        private volatile String body = "";
        private volatile String type = "";

        void start() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        }

        void stop() {
            server.stop(0);
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        }

        /** Takes up a recording and returns it as it lies there. */
        String play(String recording) throws IOException {
            String text = Files.readString(Shared.file("fixtures/wire/" + recording));
            boolean streams = recording.endsWith(".chunks.txt");
            type = streams ? "text/event-stream" : "application/json";
            body = streams ? events(text) : text;
            return text;
        }

        private static String events(String chunks) {
            StringBuilder events = new StringBuilder();
            chunks.lines().forEach(line -> events.append("data: ").append(line).append("\n\n"));
            return events.append("data: [DONE]\n\n").toString();
        }

        private void answer(HttpExchange exchange) throws IOException {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }
}
