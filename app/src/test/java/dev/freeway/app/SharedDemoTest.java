package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three gateways on one server: what one does holds on the others. */
class SharedDemoTest {
    private static final String MODEL = "groq/openai/gpt-oss-20b";

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-21T09:00:00Z"));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    @TempDir private Path directory;
    private Demo demo;

    @BeforeEach
    void start() throws Exception {
        demo =
                new Demo(
                        new Demo.Wishes(
                                        0,
                                        1_000,
                                        directory,
                                        clock,
                                        Duration.ofSeconds(20),
                                        Set.of("groq", "cloudflare"))
                                .shared(3));
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdownNow();
        demo.close();
    }

    @Test
    void manyClientsOfThreeGatewaysNeverProvokeARefusal() throws Exception {
        AtomicInteger served = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                URI gateway = demo.urls().get(i % 3);
                all.add(
                        clients.submit(() -> {
                            int status = ask(gateway, demo.token(), MODEL).statusCode();
                            (status == 200 ? served : refused).incrementAndGet();
                            return status;
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        try (HttpCall judge = new HttpCall(demo.emulatorUrl(), "")) {
            JsonNode groq = judge.get("/_emulator").path("providers").path("groq");
            assertThat(groq.path("refused_by_quota").asLong()).isZero();
            assertThat(groq.path("accepted").asLong()).isEqualTo(30);
            assertThat(groq.path("billed_micro_dollars").asLong()).isZero();
        }
        // Thirty a minute of this model, whoever asks.
        assertThat(served.get()).isEqualTo(30);
        assertThat(refused.get()).isEqualTo(60);
    }

    @Test
    void aTokenMadeAtOneIsKnownAtTheOthersAndRevokedEverywhereWithinASecond() throws Exception {
        String admin = demo.adminToken().orElseThrow();
        JsonNode ann =
                post(
                        demo.urls().get(0),
                        admin,
                        "/api/members",
                        "{\"name\":\"ann\",\"plan\":\"personal\"}");
        String token = ann.path("token").asText();
        URI third = demo.urls().get(2);
        String model = "cloudflare/@cf/meta/llama-3.2-3b-instruct";
        Browser.eventually(() -> ask(third, token, model).statusCode() == 200);
        URI second = demo.urls().get(1);
        String id = ann.path("token_id").asText();
        int revoked = delete(second, admin, "/api/tokens/" + id);
        long since = System.nanoTime();
        assertThat(revoked).isBetween(200, 204);
        Browser.eventually(() -> ask(third, token, model).statusCode() == 401);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(2));
    }

    private HttpResponse<String> ask(URI gateway, String token, String model) throws Exception {
        return send(
                gateway,
                token,
                "/v1/chat/completions",
                HttpRequest.BodyPublishers.ofString(OneProvider.body(model, 3, false).toString()));
    }

    private JsonNode post(URI gateway, String token, String path, String body) throws Exception {
        HttpResponse<String> answer =
                send(gateway, token, path, HttpRequest.BodyPublishers.ofString(body));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private HttpResponse<String> send(
            URI gateway, String token, String path, HttpRequest.BodyPublisher body)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("authorization", "Bearer " + token)
                        .header("content-type", "application/json")
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int delete(URI gateway, String token, String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(gateway.resolve(path))
                                .header("authorization", "Bearer " + token)
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
