package dev.freeway.wire;

import io.vertx.core.http.HttpServer;

/** An open listening socket. */
public final class Listener implements AutoCloseable {
    private final HttpServer server;

    Listener(HttpServer server) {
        this.server = server;
    }

    /** The port it really listens on, also when 0 was asked for. */
    public int port() {
        return server.actualPort();
    }

    /** Stops accepting and closes what is open. */
    @Override
    public void close() {
        Network.await(server.close());
    }
}
