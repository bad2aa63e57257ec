package dev.freeway.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider on loopback that says again by which key it is asked, wherever it can. */
final class Telltale implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Manner manner = Manner.SERVES;

    /** How it answers. */
    enum Manner {
        SERVES(200),
        REFUSES(401),
        REJECTS(400),
        LIMITS(429),
        BREAKS(500),
        /** An error in an answer with status 200. */
        FAILS_WITHIN(200),
        /** What is no answer. */
        BABBLES(200);

        private final int status;

        Manner(int status) {
            this.status = status;
        }
    }

    Telltale() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::chat);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    void will(Manner next) {
        manner = next;
    }

    int asked() {
        return asked.get();
    }

    private void chat(HttpExchange http) throws IOException {
        asked.incrementAndGet();
        boolean streams =
                new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                        .contains("\"stream\":true");
        String key = http.getRequestHeaders().getFirst("authorization");
        String body =
                switch (manner) {
                    case SERVES -> streams ? piece() : whole();
                    case BABBLES -> key;
                    case REFUSES, REJECTS, LIMITS, BREAKS -> error(key);
                    case FAILS_WITHIN -> streams ? "data: " + error(key) + "\n\n" : error(key);
                };
        http.getResponseHeaders().set("x-your-key", key);
        http.getResponseHeaders().set("x-request-id", key);
        boolean events = streams && manner.status == 200;
        http.getResponseHeaders()
                .set("content-type", events ? "text/event-stream" : "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(manner.status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private static String error(String key) {
        return "{\"error\":{\"message\":\"Incorrect API key: %1$s\",\"type\":\"%1$s\",\"code\":\"%1$s\"}}"
                .formatted(key);
    }

    private static String whole() {
        return "{\"id\":\"1\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                + "\"message\":{\"role\":\"assistant\",\"content\":\"yes\"}}],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";
    }

    private static String piece() {
        return "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                + "\"delta\":{\"content\":\"yes\"}}]}\n\ndata: [DONE]\n\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
