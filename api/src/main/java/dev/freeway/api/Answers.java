package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.relay.Replay;
import dev.freeway.wire.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers that are not a provider's. Called on the request's event loop. */
final class Answers {
    static final Problem UNAVAILABLE =
            Problem.of(
                            503,
                            "server_error",
                            "ledger_unavailable",
                            "The ledger cannot be written, so nothing is sent. It is tried again.")
                    .with("retry-after", "1");

    private Answers() {}

    static void json(HttpServerRequest http, int status, JsonNode body) {
        text(http, status, "application/json", Buffer.buffer(Json.bytes(body)));
    }

    static void text(HttpServerRequest http, int status, String type, Buffer body) {
        HttpServerResponse response = http.response();
        if (!response.ended() && !response.closed()) {
            var _ = response.setStatusCode(status).putHeader("content-type", type).end(body);
        }
    }

    static void problem(HttpServerRequest http, Problem problem) {
        problem.headers().forEach(http.response()::putHeader);
        if (problem.code().equals("bad_body")) {
            // What is left of the body is not read.
            http.response().putHeader("connection", "close");
        }
        json(http, problem.status(), problem.json());
    }

    /** A failure of ours says no more than that, and never what is inside. */
    static void fail(HttpServerRequest http, Throwable cause) {
        problem(
                http,
                cause instanceof Refused refused
                        ? refused.problem()
                        : Problem.of(
                                500,
                                "server_error",
                                "internal_error",
                                "Something went wrong here ("
                                        + cause.getClass().getSimpleName()
                                        + ")."));
    }

    static void replay(HttpServerRequest http, Replay replay) {
        HttpServerResponse response = http.response();
        replay.headers().forEach(response::putHeader);
        response.putHeader("idempotent-replayed", "true");
        var _ = response.setStatusCode(replay.status()).end(Buffer.buffer(replay.body()));
    }
}
