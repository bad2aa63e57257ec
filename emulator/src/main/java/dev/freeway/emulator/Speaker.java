package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Speaks one answer at its provider's pace, or goes wrong as asked. Lives on one event loop. */
final class Speaker {
    private static final int DRIP_BYTES = 7;
    private static final int A_LITTLE_BYTES = 20;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Reply reply;
    private final Shape shape;
    private final Pace pace;
    private final BiConsumer<Integer, String> ended;
    private int said;
    private boolean over;

    /**
     * How fast.
     *
     * @param thinksMillis before the first token, real time
     * @param perTick tokens at a time
     * @param tickMillis between two times; 0: all at once
     */
    record Pace(long thinksMillis, int perTick, long tickMillis) {
        static Pace of(StandIn standIn, double speed, boolean atOnce) {
            double perSecond = standIn.tokensPerSecond() * speed;
            long tick = perSecond >= 500 ? 10 : (long) Math.max(1, 1_000 / perSecond);
            return atOnce
                    ? new Pace(0, Integer.MAX_VALUE, 0)
                    : new Pace(
                            (long) (standIn.thinksMillis() / speed),
                            (int) Math.max(1, perSecond * tick / 1_000),
                            tick);
        }
    }

    Speaker(
            Vertx vertx,
            HttpServerResponse response,
            Reply reply,
            Shape shape,
            Pace pace,
            BiConsumer<Integer, String> ended) {
        this.vertx = vertx;
        this.response = response;
        this.reply = reply;
        this.shape = shape;
        this.pace = pace;
        this.ended = ended;
        response.exceptionHandler(_ -> over("cancelled"));
        response.closeHandler(_ -> over("cancelled"));
    }

    private void over(String how) {
        if (!over) {
            over = true;
            ended.accept(said, how);
        }
    }

    private void after(long millis, Runnable next) {
        if (millis <= 0) {
            next.run();
        } else {
            vertx.setTimer(
                    millis,
                    _ -> {
                        if (!over) {
                            next.run();
                        }
                    });
        }
    }

    /** In one piece, after as long as its tokens take. */
    void whole() {
        long ticks = reply.tokens() / pace.perTick();
        after(
                pace.thinksMillis() + ticks * pace.tickMillis(),
                () -> {
                    said = reply.tokens();
                    over("complete");
                    Body body = shape.whole(reply);
                    response.putHeader("content-type", body.contentType());
                    var _ = response.end(body.bytes());
                });
    }

    void stream() {
        response.setChunked(true).putHeader("content-type", shape.streamType());
        write(shape.opening(reply));
        after(pace.thinksMillis(), this::sayMore);
    }

    private void sayMore() {
        if (response.writeQueueFull()) {
            response.drainHandler(_ -> sayMore());
            return;
        }
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < pace.perTick() && said < reply.tokens(); i++) {
            events.append(shape.piece(reply, said++));
        }
        write(events.toString());
        if (said < reply.tokens()) {
            after(pace.tickMillis(), this::sayMore);
        } else {
            finish();
        }
    }

    private void finish() {
        String ending = shape.ending(reply);
        over("complete");
        var _ = response.end(ending);
    }

    private void write(String text) {
        if (!text.isEmpty()) {
            var _ = response.write(text);
        }
    }

    /** Goes wrong in the way asked for; the request was counted. */
    void fail(Faults.Wish wish, boolean streams) {
        switch (wish.fault()) {
            case SERVER_ERROR -> serverError(wish.status());
            // The worst case: all of it was made, and nobody saw any.
            case HANG_BEFORE -> said = reply.tokens();
            case HANG_IN_STREAM -> sayALittle(wish, streams);
            case CUT -> {
                sayALittle(wish, streams);
                after(5, this::cut);
            }
            case CLEAN_END -> {
                sayALittle(wish, streams);
                over("faulted");
                var _ = response.end();
            }
            case GARBAGE -> {
                over("faulted");
                var _ = response.end("data: {\"id\": 7,,,}\n\n<html>\u0000\u0001 not an answer");
            }
            case SLOW_DRIP -> drip(streams);
            case ERROR_IN_200 -> errorIn200(streams);
            case ERROR_IN_STREAM -> errorInStream(wish, streams);
            case RATE_LIMIT_STORM, SUNSET, NON_ASCII ->
                    throw new IllegalStateException(
                            wish.fault().id() + " is not a way to go wrong here");
        }
    }

    private void serverError(int status) {
        over("faulted");
        var _ =
                response.setStatusCode(status)
                        .putHeader("content-type", "text/html")
                        .end("<html><body><h1>" + status + " upstream failed</h1></body></html>");
    }

    private void sayALittle(Faults.Wish wish, boolean streams) {
        response.setChunked(true)
                .putHeader("content-type", streams ? shape.streamType() : "application/json");
        if (!streams) {
            Buffer whole = shape.whole(reply).bytes();
            var _ = response.write(whole.slice(0, Math.min(A_LITTLE_BYTES, whole.length())));
            return;
        }
        write(shape.opening(reply));
        while (said < Math.min(wish.afterChunks(), reply.tokens())) {
            write(shape.piece(reply, said++));
        }
    }

    private void cut() {
        over("faulted");
        var _ = response.reset();
    }

    private void errorIn200(boolean streams) {
        over("faulted");
        ObjectNode error = reply.standIn().error(502, "Provider returned error");
        ObjectNode wrapped = Json.object().set("error", error);
        String inBody = (error.has("error") ? error : wrapped).toString();
        response.putHeader("content-type", streams ? shape.streamType() : "application/json");
        var _ = response.end(streams ? Shape.event(inBody) : inBody);
    }

    /** A few pieces, then an error where the next would stand; the status stays 200. */
    private void errorInStream(Faults.Wish wish, boolean streams) {
        if (!streams) {
            errorIn200(false);
            return;
        }
        sayALittle(wish, true);
        over("faulted");
        ObjectNode error =
                reply.standIn().error(wish.status(), "Provider disconnected unexpectedly");
        var _ = response.end(shape.broken(reply, error));
    }

    private void drip(boolean streams) {
        response.setChunked(true)
                .putHeader("content-type", streams ? shape.streamType() : "application/json");
        dripFrom(streams ? streamed() : shape.whole(reply).bytes().getBytes(), 0);
    }

    private byte[] streamed() {
        StringBuilder all = new StringBuilder(shape.opening(reply));
        for (int i = 0; i < reply.tokens(); i++) {
            all.append(shape.piece(reply, i));
        }
        return all.append(shape.ending(reply)).toString().getBytes(StandardCharsets.UTF_8);
    }

    private void dripFrom(byte[] all, int from) {
        if (from >= all.length) {
            said = reply.tokens();
            over("complete");
            var _ = response.end();
            return;
        }
        int to = Math.min(all.length, from + DRIP_BYTES);
        var _ = response.write(Buffer.buffer(java.util.Arrays.copyOfRange(all, from, to)));
        vertx.setTimer(
                1,
                _ -> {
                    if (!over) {
                        dripFrom(all, to);
                    }
                });
    }
}
