package dev.freeway.api;

import dev.freeway.relay.PredictionDesk;
import dev.freeway.wire.Cut;
import dev.freeway.wire.EventLooped;
import dev.freeway.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The client's side of a prediction's events, on its own event loop. A silent one is kept alive by
 * comments; a client that takes nothing for too long is taken to have gone.
 */
final class PredictionStream implements PredictionDesk.Events, EventLooped {
    /** How many keep-alives a client may be unable to take. */
    private static final int STUCK_MAX = 6;

    private final Context loop;
    private final HttpServerRequest http;
    private final HttpServerResponse response;
    private final Tongue tongue;
    private final Duration keepAlive;
    private long timer = -1;
    private int stuck;
    private boolean betweenEvents = true;

    PredictionStream(Context loop, HttpServerRequest http, Tongue tongue, Duration keepAlive) {
        this.loop = loop;
        this.http = http;
        this.response = http.response();
        this.tongue = tongue;
        this.keepAlive = keepAlive;
    }

    @Override
    public Context context() {
        return loop;
    }

    @Override
    public void begin() {
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store");
        timer = loop.owner().setPeriodic(keepAlive.toMillis(), _ -> keepAlive());
    }

    private void keepAlive() {
        if (!response.writeQueueFull()) {
            stuck = 0;
            if (betweenEvents) {
                var _ = response.write(": keep-alive\n\n");
            }
        } else if (++stuck >= STUCK_MAX) {
            Cut.now(http);
        }
    }

    @Override
    public boolean write(byte[] bytes) {
        if (response.closed()) {
            return true;
        }
        int last = bytes.length - 1;
        betweenEvents = last > 0 && bytes[last] == '\n' && bytes[last - 1] == '\n';
        var _ = response.write(Buffer.buffer(bytes));
        return !response.writeQueueFull();
    }

    @Override
    public void onDrain(Runnable resume) {
        response.drainHandler(_ -> resume.run());
    }

    @Override
    public void onHangUp(Runnable stop) {
        response.closeHandler(_ -> {
            loop.owner().cancelTimer(timer);
            stop.run();
        });
        response.exceptionHandler(_ -> stop.run());
        if (response.closed()) {
            stop.run();
        }
    }

    /** Ends it; a problem is told as the answer, or as the last event where some were seen. */
    void end(Optional<Problem> problem) {
        loop.runOnContext(_ -> {
            loop.owner().cancelTimer(timer);
            if (response.closed() || response.ended()) {
                return;
            }
            if (problem.isEmpty()) {
                var _ = response.end();
            } else if (response.headWritten()) {
                breakOff(problem.get());
            } else {
                response.setChunked(false);
                Answers.problem(http, problem.get(), tongue);
            }
        });
    }

    private void breakOff(Problem problem) {
        String why = Json.object().put("detail", problem.message()).toString();
        response.write("event: error\ndata: " + why + "\n\n").onComplete(_ -> Cut.off(http));
    }
}
