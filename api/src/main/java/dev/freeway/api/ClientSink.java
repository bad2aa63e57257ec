package dev.freeway.api;

import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Head;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Sink;
import dev.freeway.wire.Cut;
import dev.freeway.wire.EventLooped;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one request, on its own event loop. A whole answer goes out in one piece at
 * its end, a stream as it comes; a silent stream is kept alive by comments, and a client that takes
 * nothing for too long is taken to have gone.
 */
final class ClientSink implements Sink, EventLooped {
    /** How many keep-alives a client may be unable to take. */
    private static final int STUCK_MAX = 6;

    private final Context context;
    private final HttpServerRequest http;
    private final HttpServerResponse response;
    private final Manner manner;
    private final Optional<Keyed> keyed;
    private final DoorParts parts;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream(0);
    private Map<String, String> headers = new LinkedHashMap<>();
    private Buffer whole = Buffer.buffer(0);
    private Optional<Runnable> stop = Optional.empty();
    private byte @Nullable [] ending;
    private long timer = -1;
    private boolean wroteLately;
    private int stuck;
    private boolean over;
    private boolean gone;
    private volatile boolean complete;

    /**
     * How the answer is given.
     *
     * @param voice fed with OpenAI's answer
     */
    record Manner(boolean stream, Tongue tongue, Voice voice) {}

    /** Under which key the answer is to be remembered, and whose key it is. */
    record Keyed(String owner, String key) {}

    private ClientSink(
            Context context,
            HttpServerRequest http,
            Manner manner,
            Optional<Keyed> keyed,
            DoorParts parts) {
        this.context = context;
        this.http = http;
        this.response = http.response();
        this.manner = manner;
        this.keyed = keyed;
        this.parts = parts;
    }

    /** A sink that notices from now on when its client goes; made on any thread. */
    static ClientSink open(
            Context context,
            HttpServerRequest http,
            Manner manner,
            Optional<Keyed> keyed,
            DoorParts parts) {
        ClientSink sink = new ClientSink(context, http, manner, keyed, parts);
        context.runOnContext(_ -> sink.watch());
        return sink;
    }

    private void watch() {
        response.closeHandler(_ -> closed());
        response.exceptionHandler(_ -> closed());
        if (response.closed()) {
            closed();
        }
    }

    @Override
    public Context context() {
        return context;
    }

    /** A stream hears of it by the first comment that keeps it alive, an answer at its end. */
    @Override
    public void waits(Instant expected, Runnable stopping) {
        Instant now = parts.clock().instant();
        onLoop(() -> {
            onHangUp(stopping);
            headers = new LinkedHashMap<>();
            headers.put("x-freeway-expected-wait", Waits.seconds(now, expected) + "s");
            open();
        });
    }

    @Override
    public void begin(Head head) {
        headers.putAll(AnswerHeaders.of(head, manner.stream(), parts.clock().instant()));
        open();
    }

    private void open() {
        if (response.headWritten()) {
            return;
        }
        headers.put("content-type", manner.voice().contentType(manner.stream()));
        headers.forEach(response::putHeader);
        if (manner.stream() && timer < 0) {
            response.setChunked(true);
            timer = context.owner().setPeriodic(parts.keepAlive().toMillis(), _ -> keepAlive());
        }
    }

    private void keepAlive() {
        if (response.writeQueueFull()) {
            letGoIfStuck();
        } else if (!wroteLately) {
            say(manner.voice().keepAlive());
        }
        wroteLately = false;
    }

    private void letGoIfStuck() {
        if (++stuck >= STUCK_MAX) {
            closed();
            Cut.now(http);
        }
    }

    @Override
    public boolean write(byte[] bytes) {
        byte[] said = manner.stream() ? manner.voice().event(bytes) : manner.voice().whole(bytes);
        keyed.ifPresent(_ -> record.writeBytes(said));
        if (gone) {
            return true;
        }
        if (!manner.stream()) {
            whole = Buffer.buffer(said);
            return true;
        }
        wroteLately |= said.length > 0;
        say(said);
        return !response.writeQueueFull();
    }

    private void say(byte[] bytes) {
        if (bytes.length > 0) {
            var _ = response.write(Buffer.buffer(bytes));
        }
    }

    @Override
    public void onDrain(Runnable resume) {
        response.drainHandler(_ -> {
            stuck = 0;
            resume.run();
        });
    }

    @Override
    public void onHangUp(Runnable stopping) {
        stop = Optional.of(stopping);
        if (gone) {
            stopping.run();
        }
    }

    private void closed() {
        context.owner().cancelTimer(timer);
        if (!over && !gone) {
            gone = true;
            stop.ifPresent(Runnable::run);
        }
    }

    @Override
    public void end() {
        complete = true;
        Buffer last = manner.stream() ? Buffer.buffer(ending()) : whole;
        onLoop(() -> {
            if (isOpen()) {
                var _ = response.end(last);
            }
        });
    }

    /** Whether the client still waits for an end; from now on it does not. */
    private boolean isOpen() {
        context.owner().cancelTimer(timer);
        boolean open = !over && !gone;
        over = true;
        return open;
    }

    @Override
    public void abort(Fault fault) {
        fail(
                Problem.of(
                        502,
                        "server_error",
                        "upstream_failed",
                        "The answer broke off: " + fault.detail()));
    }

    /**
     * Says what went wrong: as the answer, where none has begun; else in the one form of breaking
     * off that every client notices, an error event without a clean end.
     */
    void fail(Problem problem) {
        onLoop(() -> {
            if (!isOpen()) {
                return;
            }
            if (response.headWritten()) {
                breakOff(problem);
            } else {
                headers.keySet().forEach(response.headers()::remove);
                response.setChunked(false);
                Answers.problem(http, problem, manner.tongue());
            }
        });
    }

    private void breakOff(Problem problem) {
        if (response.writeQueueFull()) {
            Cut.now(http);
        } else {
            response.write(Buffer.buffer(manner.voice().brokenOff(Answers.known(http, problem))))
                    .onComplete(_ -> Cut.off(http));
        }
    }

    @Override
    public Optional<Replay> replay() {
        return keyed.map(key -> {
            byte[] body = record.toByteArray();
            return new Replay(
                    key.owner(), key.key(), 200, headers, manner.stream() ? ended(body) : body);
        });
    }

    private byte[] ended(byte[] events) {
        return Buffer.buffer(events).appendBytes(ending()).getBytes();
    }

    /** Said twice, to the client and for a replay, but thought of once. */
    private byte[] ending() {
        if (ending == null) {
            ending = manner.voice().ending();
        }
        return ending;
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
