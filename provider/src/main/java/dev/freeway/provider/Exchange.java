package dev.freeway.provider;

import dev.freeway.core.catalog.Secret;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.relay.Reading;
import dev.freeway.relay.Reception;
import dev.freeway.relay.Reply;
import dev.freeway.relay.Sink;
import dev.freeway.wire.Payload;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to a provider and its answer. Lives on one event loop; ends exactly once, by {@link
 * #finish}.
 */
final class Exchange {
    private static final int ANSWER_BYTES_MAX = 64 * 1024 * 1024;

    private final Means means;
    private final Call call;
    private final Sink sink;
    private final CompletableFuture<Reply> reply;
    private final Dialect dialect;
    private final Answer answer;
    private @Nullable HttpClientRequest request;
    private @Nullable Instant headAt;
    private @Nullable Instant firstAt;
    private @Nullable HttpClientResponse head;
    private long timer = -1;
    private long bytesSeen;
    private boolean sent;

    /** What all exchanges share; {@code told} takes in what providers say of their limits. */
    record Means(
            Vertx vertx,
            HttpClientAgent client,
            Timeouts timeouts,
            InstantSource clock,
            Consumer<List<Reading>> told) {}

    Exchange(Means means, Call call, Sink sink, CompletableFuture<Reply> reply) {
        this.means = means;
        this.call = call;
        this.sink = sink;
        this.reply = reply;
        this.dialect = Dialects.of(call.offer().account().provider());
        this.answer = answer();
    }

    private Answer answer() {
        if (call.ask().endpoint() == Endpoint.PREDICTIONS) {
            return new PredictionAnswer(call, sink);
        }
        Translation translation = dialect.translation(call, means.clock().instant());
        if (!call.ask().stream()) {
            return new WholeAnswer(call, translation, sink);
        }
        return dialect.streams(call)
                ? new StreamedAnswer(call, translation, sink)
                : new WholeAsEvents(call, translation, sink);
    }

    void start() {
        try {
            ask(dialect.body(call));
        } catch (Unspeakable e) {
            fail(e.fault());
        } catch (RuntimeException e) {
            fail(new Fault.Broken(Causes.text(e)));
        }
    }

    private void ask(Payload body) {
        sink.onHangUp(this::hungUp);
        Duration wait = means.timeouts().firstByte().plus(dialect.patience(call));
        within(wait, "no answer within " + wait.toSeconds() + " s");
        means.client()
                .request(options(HttpMethod.POST, dialect.target(call)))
                .onSuccess(opened -> send(opened, body))
                .onFailure(cause -> fail(new Fault.Unreachable(Causes.text(cause))));
    }

    private void send(HttpClientRequest opened, Payload body) {
        if (reply.isDone()) {
            var _ = opened.reset();
            return;
        }
        request = opened;
        dress(opened);
        opened.putHeader("content-type", body.type());
        sent = true;
        opened.send(Buffer.buffer(body.bytes()))
                .onSuccess(this::head)
                .onFailure(cause -> fail(new Fault.CutShort(Causes.text(cause))));
    }

    private void dress(HttpClientRequest opened) {
        dialect.headers(call, opened);
        opened.putHeader("accept", dialect.streams(call) ? "text/event-stream" : "*/*")
                .putHeader("accept-encoding", "identity")
                .putHeader("user-agent", "freeway");
    }

    private RequestOptions options(HttpMethod method, String target) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(call.offer().account().url(target).toString())
                .setFollowRedirects(false);
    }

    private void head(HttpClientResponse response) {
        headAt = headAt == null ? means.clock().instant() : headAt;
        head = response;
        response.exceptionHandler(cause -> fail(new Fault.CutShort(Causes.text(cause))));
        Optional<String> later = Polling.target(call, response);
        if (later.isPresent()) {
            pollSoon(later.get());
            return;
        }
        means.told().accept(Readings.of(call, response.headers()));
        if (response.statusCode() / 100 != 2) {
            response.body()
                    .onSuccess(body -> refused(response, body))
                    .onFailure(cause -> fail(new Fault.Broken(Causes.text(cause))));
            return;
        }
        response.handler(bytes -> received(response, bytes));
        response.endHandler(_ -> ended(response));
    }

    private void refused(HttpClientResponse response, Buffer body) {
        String said = masked(body.toString());
        means.told().accept(Readings.ofRefusal(call, said));
        fail(Refusals.read(response, Buffer.buffer(said), means.clock().instant()));
    }

    /** Some providers say again which key they refuse: that is for nobody's eyes. */
    private String masked(String text) {
        Secret key = call.offer().account().key();
        return key.reveal().isEmpty() ? text : text.replace(key.reveal(), key.toString());
    }

    private void pollSoon(String target) {
        var _ = means.vertx().setTimer(Polling.PAUSE.toMillis(), _ -> poll(target));
    }

    /** The answer is not ready: asks for it again. */
    private void poll(String target) {
        if (reply.isDone()) {
            return;
        }
        means.client()
                .request(options(HttpMethod.GET, target))
                .compose(opened -> {
                    request = opened;
                    dress(opened);
                    return opened.send();
                })
                .onSuccess(this::head)
                .onFailure(cause -> fail(new Fault.CutShort(Causes.text(cause))));
    }

    private void received(HttpClientResponse response, Buffer bytes) {
        if (reply.isDone()) {
            return;
        }
        bytesSeen += bytes.length();
        if (bytesSeen > ANSWER_BYTES_MAX) {
            fail(new Fault.Broken("an answer of more than " + ANSWER_BYTES_MAX + " bytes"));
            return;
        }
        try {
            boolean begunBefore = answer.begun();
            boolean room = answer.receive(bytes.getBytes());
            noteFirst();
            if (answer.begun() || !begunBefore) {
                waitOn();
            }
            if (!room) {
                pauseUntilDrained(response);
            }
        } catch (AnswerBroken broken) {
            fail(broken.fault(means.clock().instant()));
        } catch (RuntimeException e) {
            fail(new Fault.Broken(Causes.text(e)));
        }
    }

    /** The next piece must come in time; before the first content the first deadline stands. */
    private void waitOn() {
        if (answer.begun()) {
            within(
                    means.timeouts().idle(),
                    "silent for " + means.timeouts().idle().toSeconds() + " s");
        }
    }

    /** A slow client is not a slow provider: no deadline runs meanwhile. */
    private void pauseUntilDrained(HttpClientResponse response) {
        cancelTimer();
        response.pause();
        sink.onDrain(() -> {
            if (!reply.isDone()) {
                waitOn();
                response.resume();
            }
        });
    }

    private void ended(HttpClientResponse response) {
        if (reply.isDone()) {
            return;
        }
        try {
            Optional<String> later = answer.later();
            if (later.isPresent()) {
                pollSoon(later.get());
                return;
            }
            answer.complete(Optional.ofNullable(response.getHeader("content-type")).orElse(""));
            noteFirst();
            finish(
                    new Reply.Done(
                            answer.model(),
                            answer.id(),
                            answer.usage(),
                            answer.usageEstimated(),
                            reception(),
                            answer.ran()));
        } catch (AnswerBroken broken) {
            fail(broken.fault(means.clock().instant()));
        } catch (RuntimeException e) {
            fail(new Fault.Broken(Causes.text(e)));
        }
    }

    private void hungUp() {
        if (reply.isDone()) {
            return;
        }
        finish(new Reply.HungUp(sent ? answer.usage() : Usage.NONE, reception()));
        drop();
    }

    private void fail(Fault fault) {
        if (reply.isDone()) {
            return;
        }
        finish(new Reply.Failed(fault.worded(this::masked), answer.begun(), reception()));
        drop();
    }

    private void drop() {
        if (request != null) {
            var _ = request.reset();
        }
    }

    private void finish(Reply outcome) {
        cancelTimer();
        reply.complete(outcome);
    }

    private void noteFirst() {
        firstAt = firstAt == null && answer.begun() ? means.clock().instant() : firstAt;
    }

    private Reception reception() {
        Instant at = headAt == null ? means.clock().instant() : headAt;
        return head == null
                ? Reception.at(at)
                : new Reception(
                        at,
                        Optional.ofNullable(firstAt),
                        head.statusCode(),
                        LimitHeaders.of(
                                head.headers(),
                                call.offer().account().provider().wire().readings()));
    }

    private void within(Duration limit, String detail) {
        cancelTimer();
        timer = means.vertx().setTimer(limit.toMillis(), _ -> fail(new Fault.TimedOut(detail)));
    }

    private void cancelTimer() {
        if (timer >= 0) {
            means.vertx().cancelTimer(timer);
            timer = -1;
        }
    }
}
