package dev.freeway.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reads a request's body, within bounds of size and patience. Lives on one event loop. */
final class Body {
    static final int BYTES_MAX = 10 * 1024 * 1024;
    private static final long IDLE_MILLIS_MAX = 15_000;

    private final Vertx vertx;
    private final Buffer bytes = Buffer.buffer();
    private final Promise<byte[]> promise = Promise.promise();
    private long timer = -1;

    private Body(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Fails with {@link Refused} where the body is not to be had. */
    static Future<byte[]> read(Vertx vertx, HttpServerRequest request) {
        Body body = new Body(vertx);
        String encoding = request.getHeader("content-encoding");
        boolean gzip = "gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !gzip && !encoding.equalsIgnoreCase("identity")) {
            body.refuse(415, "content-encoding '" + encoding + "' (expected: identity or gzip)");
        }
        String type = request.getHeader("content-type");
        if (type != null && !type.contains("json")) {
            body.refuse(415, "content-type '" + type + "' (expected: application/json)");
        }
        body.listen(request, gzip);
        return body.promise.future();
    }

    private void listen(HttpServerRequest request, boolean gzip) {
        wait15();
        request.handler(this::more);
        request.exceptionHandler(_ -> refuse(400, "the body broke off"));
        request.endHandler(_ -> {
            vertx.cancelTimer(timer);
            if (gzip) {
                unzip();
            } else {
                promise.tryComplete(bytes.getBytes());
            }
        });
    }

    private void more(Buffer chunk) {
        if (bytes.length() + chunk.length() > BYTES_MAX) {
            tooLarge();
        } else if (!promise.future().isComplete()) {
            bytes.appendBuffer(chunk);
            wait15();
        }
    }

    private void wait15() {
        vertx.cancelTimer(timer);
        timer =
                vertx.setTimer(
                        IDLE_MILLIS_MAX, _ -> refuse(408, "the body did not come within 15 s"));
    }

    private void unzip() {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes.getBytes()))) {
            byte[] decoded = plain.readNBytes(BYTES_MAX + 1);
            if (decoded.length > BYTES_MAX) {
                tooLarge();
            } else {
                promise.tryComplete(decoded);
            }
        } catch (IOException e) {
            refuse(400, "the body is not valid gzip: " + e.getMessage());
        }
    }

    private void tooLarge() {
        refuse(413, "a body of more than " + BYTES_MAX + " bytes (expected: at most 10 MiB)");
    }

    private void refuse(int status, String message) {
        vertx.cancelTimer(timer);
        promise.tryFail(new Refused(Problem.of(status, Problem.INVALID, "bad_body", message)));
    }
}
