package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.predictions.PredictionView;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Head;
import dev.freeway.relay.Predictions;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Sink;
import dev.freeway.wire.EventLooped;
import dev.freeway.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A prediction on its way to the client that had it made: it gets an id of ours, and is written
 * down before its client knows it. Used by one thread at a time.
 */
final class PredictionSink implements Sink, EventLooped {
    private static final int CREATED = 201;
    private static final int SECRET_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ClientSink client;
    private final HttpServerRequest http;
    private final String member;
    private final DoorParts parts;
    private final PredictionView view;
    private Optional<Head> head = Optional.empty();
    private CompletableFuture<Void> durable = CompletableFuture.completedFuture(null);

    PredictionSink(
            ClientSink client,
            HttpServerRequest http,
            String member,
            DoorParts parts,
            PredictionView view) {
        this.client = client;
        this.http = http;
        this.member = member;
        this.parts = parts;
        this.view = view;
    }

    @Override
    public Context context() {
        return client.context();
    }

    @Override
    public void begin(Head begun) {
        head = Optional.of(begun);
        http.response().setStatusCode(CREATED);
        client.begin(begun);
    }

    @Override
    public boolean write(byte[] bytes) {
        JsonNode theirs = Json.parse(bytes).orElseThrow();
        Predictions.Made made = made(head.orElseThrow(), theirs);
        durable = parts.predictions().made(made);
        return client.write(Json.bytes(view.of(made, theirs)));
    }

    private Predictions.Made made(Head begun, JsonNode theirs) {
        Predictions.Maker maker =
                new Predictions.Maker(
                        begun.offer().account().provider().id(),
                        begun.offer().account().name(),
                        theirs.path("model").asText(begun.offer().model().id()),
                        theirs.path("version").asText(""),
                        theirs.path("id").asText());
        return new Predictions.Made(
                secret(),
                secret(),
                member,
                maker,
                parts.clock().instant(),
                PredictionView.sight(theirs, parts.clock().instant()));
    }

    /** Not to be guessed: letters and digits. */
    private static String secret() {
        String digits = new BigInteger(SECRET_BITS, RANDOM).toString(Character.MAX_RADIX);
        return "%25s".formatted(digits).replace(' ', '0').toLowerCase(Locale.ROOT);
    }

    @Override
    public void onDrain(Runnable resume) {
        client.onDrain(resume);
    }

    @Override
    public void onHangUp(Runnable stop) {
        client.onHangUp(stop);
    }

    @Override
    public void end() {
        durable.join();
        client.end();
    }

    @Override
    public void abort(Fault fault) {
        client.abort(fault);
    }

    @Override
    public Optional<Replay> replay() {
        return client.replay()
                .map(kept ->
                        new Replay(kept.owner(), kept.key(), CREATED, kept.headers(), kept.body()));
    }
}
