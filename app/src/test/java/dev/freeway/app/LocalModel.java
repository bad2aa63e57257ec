package dev.freeway.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A model on loopback that says yes, or as a stream two things with a pause between. */
final class LocalModel implements AutoCloseable {
    static final String FIRST = "first";
    static final String LAST = "the end";

    private final HttpServer server;
    private final Pause pause;

    /** Ends when the next thing is to be said. */
    @FunctionalInterface
    interface Pause {
        void await() throws InterruptedException;
    }

    LocalModel(Pause pause) throws IOException {
        this.pause = pause;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/models", http -> say(http, "{\"data\":[{\"id\":\"m\"}]}"));
        server.createContext("/v1/chat/completions", this::chat);
        server.start();
    }

    /** The account of it, as a configuration file has it. */
    String account() {
        return "{provider: local, base_url: \"http://127.0.0.1:%d/v1\"}"
                .formatted(server.getAddress().getPort());
    }

    private void chat(HttpExchange http) throws IOException {
        String asked = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.contains("\"stream\":true")) {
            stream(http);
        } else {
            say(
                    http,
                    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                            + "\"message\":{\"role\":\"assistant\",\"content\":\"yes\"}}],"
                            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}");
        }
    }

    private void stream(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("content-type", "text/event-stream");
        http.sendResponseHeaders(200, 0);
        try (OutputStream out = http.getResponseBody()) {
            out.write(event(FIRST, "null"));
            out.flush();
            pause.await();
            out.write(event(LAST, "\"stop\""));
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] event(String content, String finish) {
        String json =
                "{\"id\":\"1\",\"choices\":[{\"index\":0,\"finish_reason\":%s,"
                        + "\"delta\":{\"content\":\"%s\"}}]}";
        return ("data: " + json.formatted(finish, content) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void say(HttpExchange http, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("content-type", "application/json");
        http.sendResponseHeaders(200, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
