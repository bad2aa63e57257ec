package dev.freeway.api;

import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Head;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Sink;
import dev.freeway.wire.EventLooped;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The client's side of one request, on its own event loop. A whole answer goes out in one piece at
 * its end, a stream as it comes; a silent stream is kept alive by comments.
 */
final class ClientSink implements Sink, EventLooped {
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Buffer ALIVE = Buffer.buffer(": keep-alive\n\n");

    private final Context context;
    private final HttpServerResponse response;
    private final boolean stream;
    private final Optional<Keyed> keyed;
    private final long keepAliveMillis;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream(0);
    private Map<String, String> headers = Map.of();
    private Buffer whole = Buffer.buffer(0);
    private Optional<Runnable> stop = Optional.empty();
    private long timer = -1;
    private boolean wroteLately;
    private boolean over;
    private boolean gone;
    private volatile boolean complete;

    /** Under which key the answer is to be remembered, and whose key it is. */
    record Keyed(String owner, String key) {}

    ClientSink(
            Context context,
            HttpServerResponse response,
            boolean stream,
            Optional<Keyed> keyed,
            Duration keepAlive) {
        this.context = context;
        this.response = response;
        this.stream = stream;
        this.keyed = keyed;
        this.keepAliveMillis = keepAlive.toMillis();
        response.closeHandler(_ -> closed());
        response.exceptionHandler(_ -> closed());
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public void begin(Head head) {
        headers = AnswerHeaders.of(head, stream);
        headers.forEach(response::putHeader);
        if (stream) {
            response.setChunked(true);
            timer = context.owner().setPeriodic(keepAliveMillis, _ -> keepAlive());
        }
    }

    private void keepAlive() {
        if (!over && !gone && !wroteLately && !response.writeQueueFull()) {
            var _ = response.write(ALIVE);
        }
        wroteLately = false;
    }

    @Override
    public boolean write(byte[] bytes) {
        keyed.ifPresent(_ -> record.writeBytes(bytes));
        if (gone) {
            return true;
        }
        if (!stream) {
            whole = Buffer.buffer(bytes);
            return true;
        }
        wroteLately = true;
        var _ = response.write(Buffer.buffer(bytes));
        return !response.writeQueueFull();
    }

    @Override
    public void onDrain(Runnable resume) {
        response.drainHandler(_ -> resume.run());
    }

    @Override
    public void onHangUp(Runnable stopping) {
        stop = Optional.of(stopping);
        if (gone) {
            stopping.run();
        }
    }

    private void closed() {
        if (!over && !gone) {
            gone = true;
            context.owner().cancelTimer(timer);
            stop.ifPresent(Runnable::run);
        }
    }

    @Override
    public void end() {
        complete = true;
        onLoop(() -> {
            over = true;
            context.owner().cancelTimer(timer);
            if (!gone) {
                var _ = response.end(stream ? Buffer.buffer(DONE) : whole);
            }
        });
    }

    /**
     * The one form of breaking off that every client notices: an error event, then no clean end.
     */
    @Override
    public void abort(Fault fault) {
        onLoop(() -> {
            over = true;
            context.owner().cancelTimer(timer);
            if (gone) {
                return;
            }
            Problem problem =
                    Problem.of(
                            502,
                            "server_error",
                            "upstream_failed",
                            "The answer broke off: " + fault.detail());
            String event = "data: " + problem.json() + "\n\n";
            response.write(Buffer.buffer(event)).onComplete(_ -> cut());
        });
    }

    private void cut() {
        var _ = response.reset();
    }

    @Override
    public Optional<Replay> replay() {
        return keyed.map(key -> {
            byte[] body = record.toByteArray();
            return new Replay(key.owner(), key.key(), 200, headers, stream ? withDone(body) : body);
        });
    }

    private static byte[] withDone(byte[] events) {
        return Buffer.buffer(events).appendBytes(DONE).getBytes();
    }

    /** The relay ends an answer from its own thread. */
    private void onLoop(Runnable action) {
        if (context.equals(Vertx.currentContext())) {
            action.run();
        } else {
            context.runOnContext(_ -> action.run());
        }
    }

    /** Whether the relay ended the answer, and did not break it off. */
    boolean complete() {
        return complete;
    }
}
