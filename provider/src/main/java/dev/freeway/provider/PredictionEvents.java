package dev.freeway.provider;

import dev.freeway.core.fault.Fault;
import dev.freeway.relay.PredictionDesk.Events;
import dev.freeway.wire.EventLooped;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A prediction's events on their way to a client, as they are. Its provider needs no key for them,
 * and gets none. Lives on the client's event loop.
 */
final class PredictionEvents {
    private static final String TYPE = "text/event-stream";

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final Timeouts timeouts;
    private final Events events;
    private final CompletableFuture<Optional<Fault>> end = new CompletableFuture<>();
    private @Nullable HttpClientRequest request;
    private long timer = -1;

    PredictionEvents(Vertx vertx, HttpClientAgent client, Timeouts timeouts, Events events) {
        this.vertx = vertx;
        this.client = client;
        this.timeouts = timeouts;
        this.events = events;
    }

    /** Passes them on and waits for their end; says what went wrong, if anything did. */
    Optional<Fault> pass(URI address) {
        Context context =
                events instanceof EventLooped looped
                        ? looped.context()
                        : vertx.getOrCreateContext();
        context.runOnContext(_ -> ask(address));
        return end.join();
    }

    private void ask(URI address) {
        events.onHangUp(() -> finish(Optional.empty()));
        within(timeouts.firstByte());
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(address.toString())
                        .setFollowRedirects(false)
                        .putHeader("accept", TYPE)
                        .putHeader("accept-encoding", "identity")
                        .putHeader("user-agent", "freeway");
        client.request(options)
                .compose(opened -> {
                    request = opened;
                    return opened.send();
                })
                .onSuccess(this::head)
                .onFailure(cause -> fail(new Fault.Unreachable(Causes.text(cause))));
    }

    private void head(HttpClientResponse response) {
        if (end.isDone()) {
            drop();
            return;
        }
        String type = Optional.ofNullable(response.getHeader("content-type")).orElse("");
        if (response.statusCode() != 200 || !type.startsWith(TYPE)) {
            fail(
                    new Fault.Broken(
                            "its stream answered %d '%s' (expected: 200 %s)"
                                    .formatted(response.statusCode(), type, TYPE)));
            return;
        }
        events.begin();
        response.exceptionHandler(cause -> fail(new Fault.CutShort(Causes.text(cause))));
        response.handler(bytes -> received(response, bytes));
        response.endHandler(_ -> ended());
    }

    private void received(HttpClientResponse response, Buffer bytes) {
        if (end.isDone()) {
            return;
        }
        within(timeouts.idle());
        if (!events.write(bytes.getBytes())) {
            vertx.cancelTimer(timer);
            response.pause();
            events.onDrain(() -> {
                if (!end.isDone()) {
                    within(timeouts.idle());
                    response.resume();
                }
            });
        }
    }

    /** A prediction may think for long before it says anything; silence ends it all the same. */
    private void within(Duration limit) {
        vertx.cancelTimer(timer);
        String silent = "silent for " + limit.toSeconds() + " s";
        timer = vertx.setTimer(limit.toMillis(), _ -> fail(new Fault.TimedOut(silent)));
    }

    private void ended() {
        vertx.cancelTimer(timer);
        end.complete(Optional.empty());
    }

    private void fail(Fault fault) {
        finish(Optional.of(fault));
    }

    private void finish(Optional<Fault> how) {
        vertx.cancelTimer(timer);
        if (end.complete(how)) {
            drop();
        }
    }

    private void drop() {
        if (request != null) {
            var _ = request.reset();
        }
    }
}
