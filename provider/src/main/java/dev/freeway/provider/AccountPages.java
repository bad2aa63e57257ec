package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Secret;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Reads JSON pages that providers have for an account's key. Thread-safe. */
final class AccountPages {
    private final HttpClientAgent client;
    private final Duration patience;

    AccountPages(Network network, Duration patience) {
        this.client = network.client(2, patience);
        this.patience = patience;
    }

    /** The page, if it comes in time and with status 200. Waits for it. */
    Optional<JsonNode> get(String url, Secret key) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .putHeader("authorization", "Bearer " + key.reveal())
                        .setTimeout(patience.toMillis());
        try {
            return client.request(options)
                    // On its event loop: from this thread the end could come before who listens.
                    .compose(request -> request.send().compose(AccountPages::page))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException _) {
            // Whoever asks will ask again; until then we go by what we know.
            return Optional.empty();
        }
    }

    private static Future<Optional<JsonNode>> page(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body().map(body -> Json.parse(body.getBytes()))
                : Future.succeededFuture(Optional.empty());
    }
}
