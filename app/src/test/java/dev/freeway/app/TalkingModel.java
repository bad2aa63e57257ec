package dev.freeway.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A model on loopback that streams what it is given to say, piece by piece. */
final class TalkingModel implements AutoCloseable {
    private static final int AT_ONCE = 50;
    private static final long PAUSE_NANOS = 15_000_000;

    private final HttpServer server;
    private final AtomicReference<List<String>> pieces = new AtomicReference<>(List.of());

    TalkingModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/models", TalkingModel::list);
        server.createContext("/v1/chat/completions", this::chat);
        server.start();
    }

    /** The account of it, as a configuration file has it. */
    String account() {
        return "{provider: local, base_url: \"http://127.0.0.1:%d/v1\"}"
                .formatted(server.getAddress().getPort());
    }

    /** What it answers from now on. */
    void says(List<String> text) {
        pieces.set(List.copyOf(text));
    }

    private static void list(HttpExchange http) throws IOException {
        byte[] bytes = "{\"data\":[{\"id\":\"m\"}]}".getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("content-type", "application/json");
        http.sendResponseHeaders(200, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private void chat(HttpExchange http) throws IOException {
        http.getRequestBody().readAllBytes();
        http.getResponseHeaders().set("content-type", "text/event-stream");
        http.sendResponseHeaders(200, 0);
        try (OutputStream out = http.getResponseBody()) {
            int said = 0;
            for (String piece : pieces.get()) {
                out.write(event(piece));
                said++;
                if (said % AT_ONCE == 0) {
                    out.flush();
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            out.write(
                    """
                    data: {"id":"1","choices":[{"index":0,"finish_reason":"stop","delta":{}}]}

                    data: [DONE]

                    """
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] event(String piece) {
        ObjectNode event = Json.object().put("id", "1");
        event.putArray("choices")
                .addObject()
                .put("index", 0)
                .putNull("finish_reason")
                .putObject("delta")
                .put("content", piece);
        return ("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
