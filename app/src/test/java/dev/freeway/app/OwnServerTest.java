package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server of one's own that speaks OpenAI's wire is known by its address alone. */
class OwnServerTest {
    private static final String TOKEN = "a-token-of-enough-length";
    private static final int NEVER_RUNS_OUT = 60;

    @TempDir Path directory;

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private HttpServer server;
    private Network network;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        network = Network.open(1);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
        server.stop(0);
    }

    private Gateway open(String more) throws Exception {
        String text =
                """
                listen: {port: 0}
                data: %s
                tokens: [{name: me, token: %s, operator: true}]
                accounts:
                  - {provider: local, base_url: "http://127.0.0.1:%d/v1"}
                %s
                """
                        .formatted(
                                directory.resolve("data"),
                                TOKEN,
                                server.getAddress().getPort(),
                                more);
        Path file = Files.writeString(directory.resolve("freeway.yaml"), text);
        Catalog catalog = Catalog.load();
        Config config = new ConfigReader(catalog, _ -> Optional.empty(), directory).read(file);
        return new Gateway(config, catalog, network, clock);
    }

    private void answers(String path, String body) {
        server.createContext(path, exchange -> answer(exchange, body));
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String said(String model) {
        return """
        {"id":"c1","object":"chat.completion","created":1,"model":"%s","choices":[{"index":0,
        "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}
        """
                .formatted(model);
    }

    /** Lists as Ollama 0.12, llama.cpp's server and vLLM have them; the first does not say more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    llama3.2:3b  | 32768 | {"id":"llama3.2:3b","object":"model","created":1,"owned_by":"library"}
                    qwen3-8b     | 40960 | {"id":"qwen3-8b","object":"model","owned_by":"llamacpp","meta":{"n_ctx_train":40960}}
                    acme/big-one | 65536 | {"id":"acme/big-one","object":"model","owned_by":"vllm","max_model_len":65536}
                    """)
    void itsModelsAreItsOwnListAndAnswer(String model, long context, String listed)
            throws Exception {
        answers("/v1/models", "{\"object\":\"list\",\"data\":[" + listed + "]}");
        answers("/v1/chat/completions", said(model));
        try (Gateway gateway = open("")) {
            assertThat(card(gateway, "local/" + model).path("context_length").asLong())
                    .isEqualTo(context);
            HttpResponse<String> answer = chat(gateway, "local/" + model);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("Hello");
        }
    }

    @Test
    void whatIsNamedForItEmbeds() throws Exception {
        answers("/v1/models", "{\"data\":[{\"id\":\"nomic-embed-text\"}]}");
        answers(
                "/v1/embeddings",
                """
                {"object":"list","model":"nomic-embed-text","data":[{"object":"embedding",
                "index":0,"embedding":[0.5,-0.25]}],"usage":{"prompt_tokens":1,"total_tokens":1}}
                """);
        try (Gateway gateway = open("")) {
            OpenAIClient client =
                    OpenAIOkHttpClient.builder().baseUrl(url(gateway)).apiKey(TOKEN).build();
            EmbeddingCreateParams wanted =
                    EmbeddingCreateParams.builder()
                            .model("local/nomic-embed-text")
                            .input("road")
                            .build();
            assertThat(client.embeddings().create(wanted).data().getFirst().embedding())
                    .containsExactly(0.5f, -0.25f);
        }
    }

    /** At one instant nothing refills: what the other does not give, this one does. */
    @Test
    void itServesWhereAnotherHasRunOutAndNeverRunsOut() throws Exception {
        answers("/v1/models", "{\"data\":[{\"id\":\"mine\"}]}");
        answers("/v1/chat/completions", said("mine"));
        answers("/other/chat/completions", said("gpt-oss-120b"));
        String other =
                "  - {provider: cerebras, key: csk-one, base_url: \"http://127.0.0.1:%d/other\"}"
                        .formatted(server.getAddress().getPort());
        try (Gateway gateway = open(other)) {
            for (int i = 0; i < 5; i++) {
                assertThat(chat(gateway, "cerebras/gpt-oss-120b").statusCode()).isEqualTo(200);
            }
            assertThat(chat(gateway, "cerebras/gpt-oss-120b").statusCode()).isEqualTo(429);
            assertThat(IntStream.range(0, NEVER_RUNS_OUT))
                    .allSatisfy(_ -> assertThat(chat(gateway, "auto").statusCode()).isEqualTo(200));
            HttpResponse<String> last = chat(gateway, "auto");
            assertThat(last.headers().firstValue("x-freeway-provider")).hasValue("local");
        }
    }

    @Test
    void oneThatIsNotUpYetIsAskedAgain() throws Exception {
        try (Gateway gateway = open("")) {
            assertThat(chat(gateway, "local/late").statusCode()).isEqualTo(404);
            answers("/v1/models", "{\"data\":[{\"id\":\"late\"}]}");
            answers("/v1/chat/completions", said("late"));
            gateway.refresh();
            assertThat(chat(gateway, "local/late").statusCode()).isEqualTo(200);
        }
    }

    private static String url(Gateway gateway) {
        return "http://127.0.0.1:" + gateway.port() + "/v1";
    }

    private static JsonNode card(Gateway gateway, String id) throws Exception {
        try (HttpCall call =
                new HttpCall(URI.create("http://127.0.0.1:" + gateway.port()), TOKEN)) {
            for (JsonNode model : call.get("/v1/models").path("data")) {
                if (model.path("id").asText().equals(id)) {
                    return model;
                }
            }
        }
        throw new AssertionError("no model " + id);
    }

    private static HttpResponse<String> chat(Gateway gateway, String model) throws Exception {
        var asked = Json.object().put("model", model).put("max_tokens", 5);
        asked.putArray("messages").addObject().put("role", "user").put("content", "Hi");
        HttpRequest post =
                HttpRequest.newBuilder(URI.create(url(gateway) + "/chat/completions"))
                        .header("authorization", "Bearer " + TOKEN)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(asked.toString()))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(post, HttpResponse.BodyHandlers.ofString());
        }
    }
}
