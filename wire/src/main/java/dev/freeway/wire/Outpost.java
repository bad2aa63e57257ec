package dev.freeway.wire;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Posts to addresses that outsiders name, and so never to a host of ours: the name is looked up
 * once, what it leads to is judged, and the connection goes there and nowhere else. Redirects are
 * not followed, and of the answer only the status is read. Thread-safe.
 */
public final class Outpost {
    private static final int CONNECTIONS_PER_HOST = 4;

    private final HttpClientAgent client;
    private final Names names;
    private final Duration within;

    /** Looks up a name. */
    @FunctionalInterface
    public interface Names {
        /** All its addresses. */
        List<InetAddress> of(String host) throws UnknownHostException;

        /** As this machine does. */
        static Names system() {
            return host -> List.of(InetAddress.getAllByName(host));
        }
    }

    /** It may not go there; asking again does not help. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * @param within how long it may take to connect, and how long the answer after that
     */
    public Outpost(Network network, Names names, Duration within) {
        this.client = network.client(CONNECTIONS_PER_HOST, within);
        this.names = names;
        this.within = within;
    }

    /**
     * Posts JSON, and waits for the status.
     *
     * @param inside whether hosts of ours are allowed, and loopback without TLS
     * @throws Refused when it may not go there
     * @throws IOException when there was no answer in time
     */
    public int post(URI to, Map<String, String> headers, byte[] body, boolean inside)
            throws Refused, IOException {
        InetAddress address = judged(to, inside);
        boolean tls = secure(to);
        int port = to.getPort() < 0 ? (tls ? 443 : 80) : to.getPort();
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setSsl(tls)
                        .setHost(to.getHost())
                        .setPort(port)
                        .setServer(
                                SocketAddress.inetSocketAddress(
                                        new InetSocketAddress(address, port)))
                        .setURI(path(to))
                        .setFollowRedirects(false)
                        .putHeader("content-type", "application/json");
        headers.forEach(options::putHeader);
        try {
            return client.request(options)
                    .compose(request -> status(request, body))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new IOException("no answer from " + to.getHost(), e.getCause());
        }
    }

    /** Whatever else the answer has is not waited for. */
    private Future<Integer> status(HttpClientRequest request, byte[] body) {
        return request.send(Buffer.buffer(body))
                .map(response -> response.statusCode())
                .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(_ -> request.reset());
    }

    private static boolean secure(URI to) {
        return "https".equalsIgnoreCase(to.getScheme());
    }

    private static String path(URI to) {
        String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        return to.getRawQuery() == null ? path : path + "?" + to.getRawQuery();
    }

    /**
     * The address to connect to. A name of which any address is no one's on the internet is not
     * gone to at all.
     */
    InetAddress judged(URI to, boolean inside) throws Refused, UnknownHostException {
        String host = to.getHost();
        if (host == null || to.getRawUserInfo() != null) {
            throw new Refused("no host in " + to.getScheme());
        }
        List<InetAddress> all = names.of(host.replaceAll("[\\[\\]]", ""));
        boolean plain = "http".equalsIgnoreCase(to.getScheme());
        for (InetAddress address : all) {
            boolean good =
                    inside
                            ? secure(to) || (plain && address.isLoopbackAddress())
                            : secure(to) && PublicAddress.is(address);
            if (!good) {
                throw new Refused(host + " leads to " + address.getHostAddress());
            }
        }
        return all.getFirst();
    }
}
