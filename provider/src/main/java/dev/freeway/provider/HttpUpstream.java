package dev.freeway.provider;

import dev.freeway.relay.Call;
import dev.freeway.relay.Reading;
import dev.freeway.relay.Reply;
import dev.freeway.relay.Sink;
import dev.freeway.relay.Upstream;
import dev.freeway.wire.EventLooped;
import dev.freeway.wire.Network;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClientAgent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Asks providers over HTTP, on the event loop of the client that asked us. Thread-safe. */
public final class HttpUpstream implements Upstream {
    private static final int CONNECTIONS_PER_HOST = 2048;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final Exchange.Means means;

    /**
     * @param told takes in what providers say of their limits; must not block
     */
    public HttpUpstream(
            Network network, Timeouts timeouts, InstantSource clock, Consumer<List<Reading>> told) {
        HttpClientAgent client = network.client(CONNECTIONS_PER_HOST, CONNECT_WITHIN);
        this.means = new Exchange.Means(network.vertx(), client, timeouts, clock, told);
    }

    @Override
    public Reply call(Call call, Sink sink) {
        Context context =
                sink instanceof EventLooped looped
                        ? looped.context()
                        : means.vertx().getOrCreateContext();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Exchange exchange = new Exchange(means, call, sink, reply);
        context.runOnContext(_ -> exchange.start());
        return reply.join();
    }
}
