package dev.freeway.cli;

import dev.freeway.wire.Listener;
import dev.freeway.wire.Network;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where a browser on this machine brings a code: at a path that nobody else knows (RFC 8252). */
final class Doorstep implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int PATH_BYTES = 16;

    private final Network network = Network.open(1);
    private final BlockingQueue<String> codes = new ArrayBlockingQueue<>(1);
    private final String path;
    private final Listener listener;

    private Doorstep(String path) throws IOException {
        this.path = path;
        try {
            listener = network.listen(HOST, 0, this::answer);
        } catch (IOException e) {
            network.close();
            throw e;
        }
    }

    static Doorstep open() throws IOException {
        byte[] bytes = new byte[PATH_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Doorstep("/" + HexFormat.of().formatHex(bytes));
    }

    URI address() {
        return URI.create("http://" + HOST + ":" + listener.port() + path);
    }

    private void answer(HttpServerRequest http) {
        String code = http.getParam("code");
        boolean ours =
                http.method().equals(HttpMethod.GET) && http.path().equals(path) && code != null;
        http.response()
                .putHeader("content-type", "text/plain; charset=utf-8")
                .putHeader("cache-control", "no-store")
                .putHeader("referrer-policy", "no-referrer");
        if (!ours) {
            var _ = http.response().setStatusCode(404).end("There is nothing here.\n");
            return;
        }
        // Only once it has been answered: the program may end then.
        var _ =
                http.response()
                        .end("You may close this window, and go back to the terminal.\n")
                        .onComplete(_ -> codes.offer(code));
    }

    /** The code, if it comes in time. */
    Optional<String> code(Duration within) {
        try {
            return Optional.ofNullable(codes.poll(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        listener.close();
        network.close();
    }
}
