package dev.freeway.wire;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends an answer that cannot be ended well. */
public final class Cut {
    private Cut() {}

    /** The client notices, once it has read what is on its way. */
    public static void off(HttpServerRequest request) {
        var _ = request.response().reset();
    }

    /**
     * At once, for a client that does not read: Vert.x would wait for what it has not taken. Called
     * on the request's event loop.
     */
    public static void now(HttpServerRequest request) {
        off(request);
        boolean alone =
                switch (request.version()) {
                    case HTTP_1_0, HTTP_1_1 -> true;
                    default -> false;
                };
        if (alone && request.connection() instanceof ConnectionBase connection) {
            var _ = connection.channel().close();
        }
    }
}
