package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.members.RecordsUnavailable;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Replay;
import dev.freeway.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.CompletionException;

/** Answers that are not a provider's. Called on the request's event loop. */
final class Answers {
    static final Problem UNAVAILABLE =
            Problem.of(
                            503,
                            "server_error",
                            "ledger_unavailable",
                            "The ledger cannot be written, so nothing is sent. It is tried again.")
                    .with("retry-after", "1");

    private static final long LINGER_MILLIS = 1_000;

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

    static void problem(HttpServerRequest http, Problem problem, Tongue tongue) {
        problem.headers().forEach(http.response()::putHeader);
        if (problem.code().equals(Body.BAD) && http.version() != HttpVersion.HTTP_2) {
            http.response().putHeader("connection", "close");
            closeSoon(http);
        }
        json(http, problem.status(), tongue.refusal(known(http, problem)));
    }

    /** The problem, by the id its request is known by: some wires say it in the body as well. */
    static Problem known(HttpServerRequest http, Problem problem) {
        String id = http.response().headers().get(Door.REQUEST_ID);
        return id == null ? problem : problem.with(Door.REQUEST_ID, id);
    }

    /** What is left of the body is thrown away for a while, so that its sender hears the answer. */
    private static void closeSoon(HttpServerRequest http) {
        Context loop = Vertx.currentContext();
        var _ = loop.owner().setTimer(LINGER_MILLIS, _ -> http.connection().close());
    }

    static void fail(HttpServerRequest http, Throwable cause, Tongue tongue) {
        problem(http, problem(cause), tongue);
    }

    /** A failure of ours says no more than that, and never what is inside. */
    static Problem problem(Throwable cause) {
        return switch (cause) {
            case Refused refused -> refused.problem();
            case LedgerUnavailable _, RecordsUnavailable _ -> UNAVAILABLE;
            case CompletionException wrapped when wrapped.getCause() instanceof Exception inner ->
                    problem(inner);
            default ->
                    Problem.of(
                            500,
                            "server_error",
                            "internal_error",
                            "Something went wrong here (%s)."
                                    .formatted(cause.getClass().getSimpleName()));
        };
    }

    static void replay(HttpServerRequest http, Replay replay) {
        HttpServerResponse response = http.response();
        replay.headers().forEach(response::putHeader);
        response.putHeader("idempotent-replayed", "true");
        var _ = response.setStatusCode(replay.status()).end(Buffer.buffer(replay.body()));
    }
}
