package dev.freeway.provider;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.PredictionDesk;
import dev.freeway.relay.Predictions.Maker;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Asks the provider that made a prediction for it, over HTTP. Thread-safe. */
public final class HttpPredictionDesk implements PredictionDesk {
    private static final int CONNECTIONS_PER_HOST = 256;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final int BYTES_MAX = 64 * 1024 * 1024;
    private static final Shown GONE = new Shown.Gone();

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final Timeouts timeouts;
    private final InstantSource clock;
    private final Supplier<List<Account>> accounts;

    /**
     * @param accounts those of the moment
     */
    public HttpPredictionDesk(
            Network network,
            Timeouts timeouts,
            InstantSource clock,
            Supplier<List<Account>> accounts) {
        this.vertx = network.vertx();
        this.client = network.client(CONNECTIONS_PER_HOST, CONNECT_WITHIN);
        this.timeouts = timeouts;
        this.clock = clock;
        this.accounts = accounts;
    }

    @Override
    public Shown show(Maker maker) {
        return ask(maker, HttpMethod.GET, "");
    }

    @Override
    public Shown cancel(Maker maker) {
        return ask(maker, HttpMethod.POST, "/cancel");
    }

    private Shown ask(Maker maker, HttpMethod method, String what) {
        return account(maker)
                .map(account -> ask(account, method, "/predictions/" + maker.theirs() + what))
                .orElse(GONE);
    }

    private Optional<Account> account(Maker maker) {
        return accounts.get().stream()
                .filter(account -> account.provider().id().equals(maker.provider()))
                .filter(account -> account.name().equals(maker.account()))
                .findFirst();
    }

    private Shown ask(Account account, HttpMethod method, String path) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(method)
                        .setAbsoluteURI(account.url(path).toString())
                        .setFollowRedirects(false)
                        .setTimeout(timeouts.firstByte().toMillis())
                        .putHeader("authorization", "Bearer " + account.key().reveal())
                        .putHeader("user-agent", "freeway");
        try {
            return client.request(options)
                    // On its event loop: from this thread the end could come before who listens.
                    .compose(request -> request.send().compose(this::read))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            return new Shown.Failed(new Fault.Unreachable(Causes.text(cause)));
        }
    }

    private Future<Shown> read(HttpClientResponse response) {
        return response.body().map(body -> shown(response, body));
    }

    private Shown shown(HttpClientResponse response, Buffer body) {
        if (response.statusCode() == 404) {
            return GONE;
        }
        if (response.statusCode() / 100 != 2) {
            return new Shown.Failed(Refusals.read(response, body, clock.instant()));
        }
        boolean prediction =
                body.length() <= BYTES_MAX
                        && Json.parse(body.getBytes())
                                .filter(json -> json.path("status").isTextual())
                                .isPresent();
        return prediction
                ? new Shown.Prediction(body.getBytes())
                : new Shown.Failed(new Fault.Broken("what came is no prediction"));
    }

    @Override
    public Optional<Fault> stream(Maker maker, Events events) {
        return switch (show(maker)) {
            case Shown.Failed(Fault fault) -> Optional.of(fault);
            case Shown.Gone() -> Optional.of(noStream());
            case Shown.Prediction(byte[] json) -> {
                Optional<URI> address = account(maker).flatMap(account -> address(account, json));
                yield address.isEmpty()
                        ? Optional.of(noStream())
                        : new PredictionEvents(vertx, client, timeouts, events).pass(address.get());
            }
        };
    }

    private static Fault noStream() {
        return new Fault.Rejected(404, "This prediction has no stream.", "no_stream");
    }

    /** Where it says its events are, if that is an address we may be sent to. */
    private static Optional<URI> address(Account account, byte[] json) {
        URI base = account.url("");
        return Json.parse(json)
                .map(prediction -> prediction.path("urls").path("stream").asText(""))
                .filter(text -> !text.isEmpty())
                .flatMap(HttpPredictionDesk::uri)
                .filter(uri -> "https".equals(uri.getScheme()) || isAt(base, uri));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isAt(URI base, URI uri) {
        return String.valueOf(base.getScheme()).equals(uri.getScheme())
                && String.valueOf(base.getAuthority()).equals(uri.getAuthority());
    }
}
