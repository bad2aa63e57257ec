package dev.freeway.wire;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;

/** An open listening socket. */
public final class Listener implements AutoCloseable {
    private final List<HttpServer> servers;

    Listener(List<HttpServer> servers) {
        this.servers = List.copyOf(servers);
    }

    /** The port it really listens on, also when 0 was asked for. */
    public int port() {
        return servers.getFirst().actualPort();
    }

    /** Stops accepting, lets what is being answered end within that time, and closes. */
    public void close(Duration within) {
        List<Future<Void>> closing =
                servers.stream().map(server -> server.shutdown(within)).toList();
        closing.forEach(Network::await);
    }

    /** Stops accepting and closes what is open. */
    @Override
    public void close() {
        servers.forEach(server -> Network.await(server.close()));
    }
}
