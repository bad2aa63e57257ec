package dev.freeway.provider;

import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.relay.Reply;
import dev.freeway.relay.Sink;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request to a provider and its answer. Lives on one event loop; ends exactly once, by {@link
 * #finish}.
 */
final class Exchange {
    private static final int ANSWER_BYTES_MAX = 64 * 1024 * 1024;

    private final Vertx vertx;
    private final Call call;
    private final Sink sink;
    private final Timeouts timeouts;
    private final InstantSource clock;
    private final CompletableFuture<Reply> reply;
    private final Answer answer;
    private @Nullable HttpClientRequest request;
    private @Nullable Instant headAt;
    private long timer = -1;
    private long bytesSeen;
    private boolean sent;

    Exchange(
            Vertx vertx,
            Call call,
            Sink sink,
            Timeouts timeouts,
            InstantSource clock,
            CompletableFuture<Reply> reply) {
        this.vertx = vertx;
        this.call = call;
        this.sink = sink;
        this.timeouts = timeouts;
        this.clock = clock;
        this.reply = reply;
        this.answer =
                call.ask().stream() ? new StreamedAnswer(call, sink) : new WholeAnswer(call, sink);
    }

    void start(HttpClientAgent client) {
        try {
            ask(client);
        } catch (RuntimeException e) {
            fail(new Fault.Broken(Causes.text(e)));
        }
    }

    private void ask(HttpClientAgent client) {
        sink.onHangUp(this::hungUp);
        within(timeouts.firstByte(), "no answer within " + timeouts.firstByte().toSeconds() + " s");
        client.request(OpenAiRequest.options(call))
                .onSuccess(this::send)
                .onFailure(cause -> fail(new Fault.Unreachable(Causes.text(cause))));
    }

    private void send(HttpClientRequest opened) {
        if (reply.isDone()) {
            var _ = opened.reset();
            return;
        }
        request = opened;
        OpenAiRequest.headers(call, opened);
        sent = true;
        opened.send(Buffer.buffer(OpenAiRequest.body(call)))
                .onSuccess(this::head)
                .onFailure(cause -> fail(new Fault.CutShort(Causes.text(cause))));
    }

    private void head(HttpClientResponse response) {
        headAt = clock.instant();
        response.exceptionHandler(cause -> fail(new Fault.CutShort(Causes.text(cause))));
        if (response.statusCode() != 200) {
            response.body()
                    .onSuccess(body -> fail(Refusals.read(response, body, clock.instant())))
                    .onFailure(cause -> fail(new Fault.Broken(Causes.text(cause))));
            return;
        }
        response.handler(bytes -> received(response, bytes));
        response.endHandler(_ -> ended());
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
            if (answer.begun() || !begunBefore) {
                waitOn();
            }
            if (!room) {
                pauseUntilDrained(response);
            }
        } catch (AnswerBroken broken) {
            fail(broken.fault());
        } catch (RuntimeException e) {
            fail(new Fault.Broken(Causes.text(e)));
        }
    }

    /** The next piece must come in time; before the first content the first deadline stands. */
    private void waitOn() {
        if (answer.begun()) {
            within(timeouts.idle(), "silent for " + timeouts.idle().toSeconds() + " s");
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

    private void ended() {
        if (reply.isDone()) {
            return;
        }
        try {
            answer.complete();
            finish(
                    new Reply.Done(
                            answer.model(),
                            answer.id(),
                            answer.usage(),
                            answer.usageEstimated(),
                            headAt()));
        } catch (AnswerBroken broken) {
            fail(broken.fault());
        } catch (RuntimeException e) {
            fail(new Fault.Broken(Causes.text(e)));
        }
    }

    private void hungUp() {
        if (reply.isDone()) {
            return;
        }
        finish(new Reply.HungUp(sent ? answer.usage() : Usage.NONE, headAt()));
        drop();
    }

    private void fail(Fault fault) {
        if (reply.isDone()) {
            return;
        }
        finish(new Reply.Failed(fault, answer.begun(), headAt()));
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

    private Instant headAt() {
        return headAt == null ? clock.instant() : headAt;
    }

    private void within(Duration limit, String detail) {
        cancelTimer();
        timer = vertx.setTimer(limit.toMillis(), _ -> fail(new Fault.TimedOut(detail)));
    }

    private void cancelTimer() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }
}
