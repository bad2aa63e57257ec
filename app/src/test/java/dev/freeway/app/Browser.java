package dev.freeway.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks plain HTTP to a demo. */
final class Browser implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Demo demo;

    Browser(Demo demo) {
        this.demo = demo;
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(demo.url() + path)).timeout(PATIENCE);
    }

    HttpRequest.Builder authorized(String path) {
        return request(path).header("authorization", "Bearer " + demo.token());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(authorized(path).GET());
    }

    HttpResponse<String> post(String path, byte[] body) throws Exception {
        return send(
                authorized(path)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> chat(String model, String content, boolean stream) throws Exception {
        return post("/v1/chat/completions", chatBody(model, content, stream));
    }

    static String chatBody(String model, String content, boolean stream) {
        return Json.object()
                .put("model", model)
                .put("stream", stream)
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                        "messages",
                        Json.array().add(Json.object().put("role", "user").put("content", content)))
                .toString();
    }

    JsonNode quota() throws Exception {
        return json(get("/api/quota")).path("limits");
    }

    long held() throws Exception {
        long held = 0;
        for (JsonNode limit : quota()) {
            held += limit.path("held").asLong();
        }
        return held;
    }

    JsonNode logs() throws Exception {
        return json(get("/api/logs?limit=1000")).path("logs");
    }

    /** The stand-ins' own count. */
    JsonNode judge() throws Exception {
        return judge("");
    }

    JsonNode judge(String page) throws Exception {
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(demo.emulatorUrl() + "/_emulator" + page))
                        .build();
        return json(client.send(get, HttpResponse.BodyHandlers.ofString()));
    }

    void fault(String provider, String fault, long times) throws Exception {
        String wish =
                Json.object()
                        .put("provider", provider)
                        .put("fault", fault)
                        .put("times", times)
                        .toString();
        HttpRequest put =
                HttpRequest.newBuilder(URI.create(demo.emulatorUrl() + "/_emulator/faults"))
                        .PUT(HttpRequest.BodyPublishers.ofString(wish))
                        .build();
        if (client.send(put, HttpResponse.BodyHandlers.ofString()).statusCode() != 200) {
            throw new AssertionError("no such fault: " + fault);
        }
    }

    /** Takes back every fault that was asked for. */
    void mend() throws Exception {
        HttpRequest delete =
                HttpRequest.newBuilder(URI.create(demo.emulatorUrl() + "/_emulator/faults"))
                        .DELETE()
                        .build();
        client.send(delete, HttpResponse.BodyHandlers.discarding());
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.parse(response.body())
                .orElseThrow(() -> new AssertionError("no JSON: " + response.body()));
    }

    /** Waits until {@code condition} holds, and fails after ten seconds. */
    static void eventually(Condition condition) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("did not come to hold within 10 s");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
