package dev.freeway.cli;

import dev.freeway.wire.Listener;
import dev.freeway.wire.Network;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Answers as a gateway would, with what it was given; remembers what it was asked. */
final class FakeGateway implements AutoCloseable {
    private final Network network = Network.open(1);
    private final Map<String, Consumer<HttpServerRequest>> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Listener listener = listen();

    private Listener listen() {
        try {
            return network.listen("127.0.0.1", 0, this::answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> {
                    asked.add(
                            "%s %s %s %s"
                                    .formatted(
                                            request.method(),
                                            request.uri(),
                                            request.getHeader("authorization"),
                                            body));
                    pages.getOrDefault(request.path(), FakeGateway::missing).accept(request);
                });
    }

    private static void missing(HttpServerRequest request) {
        request.response()
                .setStatusCode(404)
                .end("{\"error\":{\"message\":\"There is no %s.\"}}".formatted(request.path()));
    }

    FakeGateway page(String path, String json) {
        return on(path, request -> request.response().end(json));
    }

    FakeGateway refuses(String path, int status, String body) {
        return on(path, request -> request.response().setStatusCode(status).end(body));
    }

    FakeGateway on(String path, Consumer<HttpServerRequest> answer) {
        pages.put(path, answer);
        return this;
    }

    /** Streams these pieces, then ends. */
    FakeGateway streams(String... pieces) {
        return on("/v1/chat/completions", request -> stream(request, pieces).end());
    }

    /** Streams these pieces, then cuts the connection. */
    FakeGateway breaksAfter(String... pieces) {
        return on(
                "/v1/chat/completions",
                request -> {
                    stream(request, pieces);
                    network.vertx().setTimer(50, _ -> request.connection().close());
                });
    }

    /** Streams these pieces, then says nothing more. */
    FakeGateway hangsAfter(String... pieces) {
        return on("/v1/chat/completions", request -> stream(request, pieces));
    }

    private static io.vertx.core.http.HttpServerResponse stream(
            HttpServerRequest request, String... pieces) {
        var response =
                request.response()
                        .setChunked(true)
                        .putHeader("content-type", "text/event-stream")
                        .putHeader("x-freeway-provider", "acme")
                        .putHeader("x-freeway-account", "work")
                        .putHeader("x-freeway-model", "smart-1")
                        .putHeader("x-freeway-why", "perishes first")
                        .putHeader("x-freeway-left", "freeway/rpd=99/100, acme/rpm=4/5");
        for (String piece : pieces) {
            response.write(piece);
        }
        return response;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        listener.close();
        network.close();
    }
}
