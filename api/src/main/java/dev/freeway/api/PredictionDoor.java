package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.predictions.PredictionView;
import dev.freeway.api.predictions.PredictionsTongue;
import dev.freeway.api.predictions.Wishes;
import dev.freeway.relay.Predictions.Made;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where predictions are asked for and looked after, in Replicate's wire. Thread-safe. */
final class PredictionDoor {
    private static final Pattern OF_MODEL = Pattern.compile("/v1/models/.+/predictions");
    private static final Pattern ONE =
            Pattern.compile(PredictionView.PATH + "/([A-Za-z0-9_-]{1,64})(/cancel|/stream)?");

    private final DoorParts parts;
    private final Counts counts;
    private final PredictionPages pages;
    private final Entrance entrance;

    /** Says who comes. */
    @FunctionalInterface
    interface Entrance {
        Bearer bearer(HttpServerRequest http) throws Refused;
    }

    /** What is to be shown; waits for it. */
    @FunctionalInterface
    private interface Page {
        JsonNode read() throws Refused;
    }

    PredictionDoor(DoorParts parts, Counts counts, Entrance entrance) {
        this.parts = parts;
        this.counts = counts;
        this.entrance = entrance;
        this.pages = new PredictionPages(parts);
    }

    /** Whether that is asked for here. */
    static boolean takes(HttpServerRequest http) {
        String path = Tongues.named(http);
        return !http.method().equals(HttpMethod.OPTIONS)
                && (path.equals(PredictionView.PATH)
                        || ONE.matcher(path).matches()
                        || OF_MODEL.matcher(path).matches());
    }

    private static boolean isPost(HttpServerRequest http) {
        return http.method().equals(HttpMethod.POST);
    }

    void serve(HttpServerRequest http) {
        Tongue tongue =
                new PredictionsTongue(
                        new Wishes(
                                Optional.ofNullable(http.getHeader("prefer")),
                                Optional.ofNullable(http.getHeader("cancel-after"))));
        try {
            route(http, tongue);
        } catch (Refused | RuntimeException e) {
            Answers.fail(http, e, tongue);
        }
    }

    private void route(HttpServerRequest http, Tongue tongue) throws Refused {
        PredictionView view = new PredictionView(origin(http));
        Matcher one = ONE.matcher(Tongues.named(http));
        if (one.matches()) {
            one(http, tongue, view, one);
        } else if (isPost(http) || !Tongues.named(http).equals(PredictionView.PATH)) {
            Door.require(http, HttpMethod.POST);
            create(http, tongue, view);
        } else {
            Door.require(http, HttpMethod.GET);
            Bearer bearer = entrance.bearer(http);
            show(http, tongue, () -> pages.list(bearer, query(http), view));
        }
    }

    private void one(HttpServerRequest http, Tongue tongue, PredictionView view, Matcher one)
            throws Refused {
        String id = one.group(1);
        String what = Optional.ofNullable(one.group(2)).orElse("");
        if (what.equals("/stream")) {
            Door.require(http, HttpMethod.GET);
            stream(http, tongue, id);
            return;
        }
        boolean cancels = what.equals("/cancel");
        Door.require(http, cancels ? HttpMethod.POST : HttpMethod.GET);
        Bearer bearer = entrance.bearer(http);
        show(
                http,
                tongue,
                () -> {
                    Made own = pages.own(id, bearer);
                    return cancels ? pages.cancel(own, view) : pages.show(own, view);
                });
    }

    private void create(HttpServerRequest http, Tongue tongue, PredictionView view) throws Refused {
        Bearer bearer = entrance.bearer(http);
        String member = bearer.member().name();
        new Inference(
                        parts,
                        counts,
                        Vertx.currentContext(),
                        http,
                        bearer,
                        tongue,
                        (_, client) -> new PredictionSink(client, http, member, parts, view))
                .serve();
    }

    private static void show(HttpServerRequest http, Tongue tongue, Page page) {
        Context loop = Vertx.currentContext();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        JsonNode read = page.read();
                        loop.runOnContext(_ -> Answers.json(http, 200, read));
                    } catch (Refused | RuntimeException e) {
                        loop.runOnContext(_ -> Answers.fail(http, e, tongue));
                    }
                });
    }

    /** By the key in its address, as Replicate's streams need no token; or by a token. */
    private void stream(HttpServerRequest http, Tongue tongue, String id) throws Refused {
        Optional<String> key = PredictionPages.key(query(http));
        Optional<Bearer> bearer =
                key.isPresent() ? Optional.empty() : Optional.of(entrance.bearer(http));
        PredictionStream stream =
                new PredictionStream(Vertx.currentContext(), http, tongue, parts.keepAlive());
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        Made made =
                                bearer.isPresent()
                                        ? pages.own(id, bearer.get())
                                        : pages.keyed(id, key.orElseThrow());
                        stream.end(pages.stream(made, stream));
                    } catch (Refused | RuntimeException e) {
                        stream.end(Optional.of(Answers.problem(e)));
                    }
                });
    }

    private static String query(HttpServerRequest http) {
        return Optional.ofNullable(http.query()).orElse("");
    }

    /** As the client knows us, also behind a proxy that takes off the encryption. */
    private static String origin(HttpServerRequest http) {
        boolean secure = "https".equals(http.getHeader("x-forwarded-proto")) || http.isSSL();
        return (secure ? "https://" : "http://") + http.authority();
    }
}
