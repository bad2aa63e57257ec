package dev.freeway.wire;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The event loops, and the only place that opens sockets. Plain HTTP/1.1 and h2c on loopback or
 * behind a proxy; TLS towards providers. Thread-safe.
 */
public final class Network implements AutoCloseable {
    private static final int HEADER_BYTES_MAX = 32 * 1024;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final int eventLoops;

    private Network(Vertx vertx, int eventLoops) {
        this.vertx = vertx;
        this.eventLoops = eventLoops;
    }

    /** Starts {@code eventLoops} event loops on the fastest transport this machine allows. */
    public static Network open(int eventLoops) {
        VertxOptions options =
                new VertxOptions().setEventLoopPoolSize(eventLoops).setWorkerPoolSize(1);
        return new Network(
                Vertx.builder().with(options).withTransport(transport()).build(), eventLoops);
    }

    private static Transport transport() {
        if (IoUring.isAvailable()) {
            return Transport.IO_URING;
        }
        return Epoll.isAvailable() ? Transport.EPOLL : Transport.NIO;
    }

    public Vertx vertx() {
        return vertx;
    }

    /**
     * Listens on {@code host:port}, where all event loops share what comes in; on 0, which is any
     * free port, one does, since a port nobody knows cannot be shared.
     *
     * @throws IOException when the port is taken or the host is not ours
     */
    public Listener listen(String host, int port, Handler<HttpServerRequest> handler)
            throws IOException {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost(host)
                        .setPort(port)
                        .setMaxHeaderSize(HEADER_BYTES_MAX)
                        .setMaxInitialLineLength(8 * 1024)
                        .setIdleTimeout(0)
                        .setCompressionSupported(false)
                        .setTcpNoDelay(true);
        List<HttpServer> servers = new ArrayList<>();
        for (int i = 0; i < (port == 0 ? 1 : eventLoops); i++) {
            servers.add(opened(listen(options, handler), host + ":" + port));
        }
        return new Listener(servers);
    }

    private static HttpServer opened(Future<HttpServer> server, String address) throws IOException {
        try {
            return await(server);
        } catch (CompletionException e) {
            throw new IOException("cannot listen on " + address, e.getCause());
        }
    }

    /** On an event loop of its own: each new context is on the next one. */
    private Future<HttpServer> listen(
            HttpServerOptions options, Handler<HttpServerRequest> handler) {
        Promise<HttpServer> listening = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(_ ->
                        vertx.createHttpServer(new HttpServerOptions(options))
                                .requestHandler(handler)
                                .listen()
                                .onComplete(listening));
        return listening.future();
    }

    /** A pooled client; at most {@code connectionsPerHost} connections to each host. */
    public HttpClientAgent client(int connectionsPerHost, Duration connectTimeout) {
        HttpClientOptions options =
                new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(30)
                        .setDecompressionSupported(false)
                        .setMaxHeaderSize(HEADER_BYTES_MAX)
                        .setTcpNoDelay(true);
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(connectionsPerHost).setMaxWaitQueueSize(1024);
        return vertx.httpClientBuilder().with(options).with(pool).build();
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> null)
                .join();
    }
}
