package dev.freeway.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Serves the web pages under {@code /console/} and hands on what else comes. They are static: what
 * they show they ask of the public API. Thread-safe.
 */
public final class Console implements Handler<HttpServerRequest> {
    private static final String HOME = "/console/";
    private static final String TEMPLATE = "index.html";
    private static final Pattern GZIP =
            Pattern.compile("(?:^|,)\\s*gzip\\s*(?:$|,|;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$)))");

    /** Of files, which do nothing by themselves. */
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private final Handler<HttpServerRequest> rest;
    private final Map<String, Asset> assets;
    private final FirstPage page;

    /** Reads and packs the files, a matter of milliseconds. */
    public Console(Handler<HttpServerRequest> rest) {
        this.rest = rest;
        SortedMap<String, byte[]> files = WebFiles.all();
        String root = HOME + version(files);
        byte[] template = files.remove(TEMPLATE);
        if (template == null) {
            throw new IllegalStateException(TEMPLATE + " is missing from the jar");
        }
        Map<String, Asset> named = new TreeMap<>();
        files.forEach((name, bytes) -> named.put(root + "/" + name, Asset.of(name, bytes)));
        assets = Map.copyOf(named);
        String text = new String(template, StandardCharsets.UTF_8);
        page = FirstPage.of(text, root, files.keySet());
    }

    /** Another file, another address: what a browser has kept is never old. */
    private static String version(SortedMap<String, byte[]> files) {
        StringBuilder all = new StringBuilder();
        files.forEach((name, bytes) -> all.append(name).append(Digests.hex(bytes)));
        return "v-" + Digests.hex(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void handle(HttpServerRequest http) {
        boolean reads =
                http.method().equals(HttpMethod.GET) || http.method().equals(HttpMethod.HEAD);
        String path = http.path();
        if (reads && (path.equals("/") || path.equals("/console"))) {
            var _ = http.response().setStatusCode(302).putHeader("location", HOME).end();
        } else if (reads && path.startsWith(HOME)) {
            serve(http, path);
        } else {
            rest.handle(http);
        }
    }

    private void serve(HttpServerRequest http, String path) {
        Asset asset = assets.get(path);
        HttpServerResponse response = http.response();
        if (asset != null) {
            response.putHeader("content-security-policy", NOTHING)
                    .putHeader("cache-control", "public, max-age=31536000, immutable");
            send(http, asset);
        } else if (path.lastIndexOf('.') > path.lastIndexOf('/')) {
            var _ = response.setStatusCode(404).putHeader("cache-control", "no-store").end();
        } else {
            response.putHeader("content-security-policy", page.policy())
                    .putHeader("cross-origin-opener-policy", "same-origin")
                    .putHeader("cache-control", "no-cache");
            send(http, page.html());
        }
    }

    private static void send(HttpServerRequest http, Asset asset) {
        String accepted = http.getHeader("accept-encoding");
        boolean packed = accepted != null && GZIP.matcher(accepted).find();
        String tag = "\"" + asset.digest() + (packed ? "-gzip\"" : "\"");
        HttpServerResponse response =
                http.response()
                        .putHeader("etag", tag)
                        .putHeader("vary", "accept-encoding")
                        .putHeader("x-content-type-options", "nosniff")
                        .putHeader("referrer-policy", "no-referrer")
                        .putHeader("cross-origin-resource-policy", "same-origin");
        String known = http.getHeader("if-none-match");
        if (known != null && known.contains(tag)) {
            var _ = response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", asset.type());
        if (packed) {
            response.putHeader("content-encoding", "gzip");
        }
        var _ = response.end(packed ? asset.packed() : asset.plain());
    }
}
