package dev.freeway.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of webhooks on loopback, which answers as it is told. */
final class Hook implements AutoCloseable {
    private final HttpServer server;
    private final List<Got> all = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    /** What came, byte for byte. */
    record Got(String path, Headers headers, byte[] body) {
        String header(String name) {
            return headers.getFirst(name);
        }

        JsonNode json() {
            return Json.parse(body).orElseThrow();
        }
    }

    Hook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        all.add(new Got(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
        exchange.getResponseHeaders().set("location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void answers(int other) {
        status = other;
    }

    List<Got> got() {
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
