package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freeway.core.catalog.Account;
import dev.freeway.relay.Call;
import dev.freeway.relay.Reply;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider on loopback that answers as it was told, in turn, and keeps what it was asked. */
final class Scripted implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Network network = Network.open(1);
    private final HttpServer server;
    private final Deque<Scene> scenes = new ArrayDeque<>();
    private final HttpUpstream upstream =
            new HttpUpstream(network, Timeouts.DEFAULT, () -> NOW, _ -> {});
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    private record Scene(int status, String type, byte[] body) {}

    /** What it was asked; {@code key} from whichever header. */
    record Asked(String method, String path, String key, JsonNode body) {}

    Scripted() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Scripted says(String json) {
        return says(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    Scripted says(int status, String type, byte[] body) {
        scenes.add(new Scene(status, type, body));
        return this;
    }

    Calls calls(String dialect, String model) {
        return new Calls(
                dialect, model, "http://127.0.0.1:" + server.getAddress().getPort() + "/api");
    }

    /** The way back to what this provider made. */
    HttpPredictionDesk desk(Calls calls) {
        List<Account> accounts = List.of(calls.prediction("{}").offer().account());
        return new HttpPredictionDesk(network, Timeouts.DEFAULT, () -> NOW, () -> accounts);
    }

    Reply call(Call call, Recorder recorder) {
        return upstream.call(call, recorder);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String google = exchange.getRequestHeaders().getFirst("x-goog-api-key");
            String bearer = exchange.getRequestHeaders().getFirst("authorization");
            asked.add(
                    new Asked(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            google == null ? bearer : google,
                            Json.parse(exchange.getRequestBody().readAllBytes())
                                    .orElse(Json.object())));
            Scene scene = scenes.remove();
            exchange.getResponseHeaders().set("content-type", scene.type());
            exchange.sendResponseHeaders(scene.status(), scene.body().length);
            exchange.getResponseBody().write(scene.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        network.close();
    }
}
