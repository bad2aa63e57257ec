package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What surrounds Replicate's runs: webhooks, deadlines, files, and the pages of its models. */
class ReplicateWorldTest {
    private static final String API = "/replicate/v1";
    private static final String LLAMA = API + "/models/meta/meta-llama-3-8b-instruct/predictions";
    private static final double A_THOUSANDTH = 0.001;

    private static Emulated world(double speed) throws IOException {
        return Emulated.at(
                "2026-11-20T12:00:00Z",
                speed,
                List.of(
                        new EmulatedAccount(
                                "replicate",
                                "key",
                                Map.of("payment_method", "yes", "credit_dollars", "10"))));
    }

    /** A delivery of a webhook. */
    private record Delivery(String id, String timestamp, String signature, String body) {
        static Delivery of(HttpExchange exchange) throws IOException {
            var headers = exchange.getRequestHeaders();
            return new Delivery(
                    String.valueOf(headers.getFirst("webhook-id")),
                    String.valueOf(headers.getFirst("webhook-timestamp")),
                    String.valueOf(headers.getFirst("webhook-signature")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aWebhookIsSignedAndItsEndToldUntilSomebodyHears() throws Exception {
        BlockingQueue<Delivery> heard = new LinkedBlockingQueue<>();
        AtomicInteger deaf = new AtomicInteger(2);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    heard.add(Delivery.of(exchange));
                    int status = deaf.getAndDecrement() > 0 ? 500 : 200;
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        try (Emulated emulated = world(1_000)) {
            String body =
                    "{\"input\":{\"prompt\":\"[[pace=fast]] [[out=3]]\"},\"webhook\":\"http://127.0.0.1:%d/\",\"webhook_events_filter\":[\"completed\"]}"
                            .formatted(server.getAddress().getPort());
            emulated.send("POST", "key", LLAMA, body);
            Delivery first = next(heard);
            assertThat(next(heard)).isEqualTo(first);
            assertThat(next(heard)).isEqualTo(first);
            JsonNode told = Json.parse(first.body()).orElseThrow();
            assertThat(told.path("status").asText()).isEqualTo("succeeded");
            assertThat(told.path("output")).hasSize(3);
            String secret =
                    json(emulated.get(API + "/webhooks/default/secret")).path("key").asText();
            assertThat(first.signature()).isEqualTo(signature(secret, first));
        } finally {
            server.stop(0);
        }
    }

    private static Delivery next(BlockingQueue<Delivery> heard) throws InterruptedException {
        Delivery next = heard.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return java.util.Objects.requireNonNull(next);
    }

    private static String signature(String secret, Delivery delivery) throws Exception {
        assertThat(secret).startsWith("whsec_");
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signed = delivery.id() + "." + delivery.timestamp() + "." + delivery.body();
        byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(code);
    }

    @Test
    void aDeadlineAbortsWhatHasNotBegun() throws Exception {
        try (Emulated emulated = world(A_THOUSANDTH)) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(emulated.uri(LLAMA))
                            .header("authorization", "Bearer key")
                            .header("cancel-after", "1m")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"input\":{\"prompt\":\"Hi\"}}"));
            JsonNode run = json(emulated.send(request));
            assertThat(run.path("deadline").asText()).isEqualTo("2026-11-20T12:01:00Z");
            emulated.clock.turn(Duration.ofMinutes(1));
            String path = URI.create(run.at("/urls/get").asText()).getPath();
            assertThat(json(emulated.get(path)).path("status").asText()).isEqualTo("aborted");
            assertThat(emulated.judge("replicate").path("billed_micro_dollars").asInt()).isZero();
        }
    }

    @Test
    void whoHasWaitedLongEnoughIsToldHowFarItIs() throws Exception {
        try (Emulated emulated = world(20)) {
            emulated.send(
                    "PUT", "", "/_emulator/faults", "{\"fault\":\"hang_in_stream\",\"times\":1}");
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(emulated.uri(LLAMA))
                            .header("authorization", "Bearer key")
                            .header("prefer", "wait=1")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"input\":{\"prompt\":\"[[pace=fast]]"
                                                    + " [[out=9]]\"}}"));
            HttpResponse<String> answer = emulated.send(request);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(json(answer).path("status").asText()).isEqualTo("processing");
        }
    }

    @Test
    void aModelIsFoundByNameVersionDeploymentAndCollection() throws Exception {
        try (Emulated emulated = world(1)) {
            JsonNode model = json(emulated.get(API + "/models/meta/meta-llama-3-8b-instruct"));
            String version = model.at("/latest_version/id").asText();
            String input = ",\"input\":{\"prompt\":\"[[pace=fast]]\"}}";
            for (String named :
                    List.of(
                            version,
                            "meta/meta-llama-3-8b-instruct",
                            "meta/meta-llama-3-8b-instruct:" + version)) {
                HttpResponse<String> run =
                        emulated.send(
                                "POST",
                                "key",
                                API + "/predictions",
                                "{\"version\":\"" + named + "\"" + input);
                assertThat(run.statusCode()).as(named).isEqualTo(201);
            }
            HttpResponse<String> deployed =
                    emulated.send(
                            "POST",
                            "key",
                            API + "/deployments/emulated/llama/predictions",
                            "{\"x\":1" + input);
            assertThat(json(deployed).path("deployment").asText()).isEqualTo("emulated/llama");
            assertThat(json(emulated.get(API + "/collections/try-for-free")).path("models"))
                    .hasSize(2);
            assertThat(json(emulated.send("QUERY", "key", API + "/models", "sdxl")).path("results"))
                    .hasSize(1);
            assertThat(json(emulated.get(API + "/account")).path("type").asText())
                    .isEqualTo("user");
            assertThat(emulated.get(API + "/models/no/body").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aFileIsHandedInShownAndRemoved() throws Exception {
        try (Emulated emulated = world(1)) {
            String form =
                    String.join(
                            "\r\n",
                            "--b",
                            "Content-Disposition: form-data; name=\"content\"; filename=\"a\"",
                            "",
                            "free road",
                            "--b--",
                            "");
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(emulated.uri(API + "/files"))
                            .header("authorization", "Bearer key")
                            .header("content-type", "multipart/form-data; boundary=b")
                            .POST(HttpRequest.BodyPublishers.ofString(form));
            JsonNode file = json(emulated.send(request));
            assertThat(file.path("size").asInt()).isEqualTo("free road".length());
            String path = API + "/files/" + file.path("id").asText();
            assertThat(emulated.get(path).statusCode()).isEqualTo(200);
            assertThat(emulated.send("DELETE", "key", path, "").statusCode()).isEqualTo(204);
            assertThat(emulated.get(path).statusCode()).isEqualTo(404);
        }
    }
}
