package dev.freeway.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads a request's body, within bounds of size and patience. Lives on one event loop. */
final class Body {
    /** The code of problems after which a connection cannot be used again. */
    static final String BAD = "bad_body";

    private static final Duration IDLE_MAX = Duration.ofSeconds(15);
    private static final String GZIP = "gzip";

    private final Vertx vertx;
    private final Intake intake;
    private final Duration idleMax;
    private final Buffer bytes = Buffer.buffer();
    private final Promise<byte[]> promise = Promise.promise();
    private long timer = -1;

    private Body(Vertx vertx, Intake intake, Duration idleMax) {
        this.vertx = vertx;
        this.intake = intake;
        this.idleMax = idleMax;
    }

    /** The bytes as they came. Fails with {@link Refused} where they are not to be had. */
    static Future<byte[]> read(Vertx vertx, HttpServerRequest request, Intake intake) {
        return read(vertx, request, intake, IDLE_MAX);
    }

    /**
     * @param idleMax how long the next piece may take
     */
    static Future<byte[]> read(
            Vertx vertx, HttpServerRequest request, Intake intake, Duration idleMax) {
        Body body = new Body(vertx, intake, idleMax);
        String encoding = encoding(request);
        if (!encoding.equals(GZIP) && !encoding.equals("identity")) {
            body.refuse(415, "content-encoding '" + encoding + "' (expected: identity or gzip)");
        }
        String type = request.getHeader("content-type");
        if (type != null && !intake.takes(type)) {
            body.refuse(415, "content-type '%s' (expected: %s)".formatted(type, intake.type()));
        }
        if (declared(request) > intake.bodyBytesMax()) {
            body.tooLarge();
        }
        body.listen(request);
        return body.promise.future();
    }

    private static String encoding(HttpServerRequest request) {
        String encoding = request.getHeader("content-encoding");
        return encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    }

    private static long declared(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private void listen(HttpServerRequest request) {
        if (promise.future().isComplete()) {
            return;
        }
        waitOn();
        request.handler(this::more);
        request.exceptionHandler(_ -> refuse(400, "the body broke off"));
        request.endHandler(_ -> {
            vertx.cancelTimer(timer);
            promise.tryComplete(bytes.getBytes());
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            var _ = request.response().writeContinue();
        }
    }

    private void more(Buffer chunk) {
        if (promise.future().isComplete()) {
            return;
        }
        if (bytes.length() + chunk.length() > intake.bodyBytesMax()) {
            tooLarge();
        } else {
            bytes.appendBuffer(chunk);
            waitOn();
        }
    }

    private void waitOn() {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(idleMax.toMillis(), _ -> refuse(408, tooSlow()));
    }

    private String tooSlow() {
        return "no more of the body came within " + idleMax.toSeconds() + " s";
    }

    /** The bytes as they were meant. Takes a while, and so a thread of its own. */
    static byte[] decoded(HttpServerRequest request, Intake intake, byte[] bytes) throws Refused {
        if (!encoding(request).equals(GZIP)) {
            return bytes;
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] decoded = plain.readNBytes(intake.bodyBytesMax() + 1);
            if (decoded.length > intake.bodyBytesMax()) {
                throw new Refused(problem(413, intake.tooLarge()));
            }
            return decoded;
        } catch (IOException e) {
            throw new Refused(problem(400, "the body is not valid gzip: " + e.getMessage()));
        }
    }

    private void tooLarge() {
        refuse(413, intake.tooLarge());
    }

    private void refuse(int status, String message) {
        vertx.cancelTimer(timer);
        promise.tryFail(new Refused(problem(status, message)));
    }

    private static Problem problem(int status, String message) {
        return Problem.of(status, Problem.INVALID, BAD, message);
    }
}
