package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;

/** A request with a body that is answered from what is known here: no provider is asked. */
final class Aside {
    private final Context loop;
    private final HttpServerRequest http;
    private final Tongue tongue;
    private final Intake intake;
    private final Answering answering;

    /** Knows the answer. Called on a virtual thread. */
    @FunctionalInterface
    interface Answering {
        JsonNode answer(byte[] body) throws Refused;
    }

    Aside(Context loop, HttpServerRequest http, Tongue tongue, Answering answering) {
        this(loop, http, tongue, tongue.intake(), answering);
    }

    /**
     * @param tongue in which it is refused
     * @param intake what its body is
     */
    Aside(Context loop, HttpServerRequest http, Tongue tongue, Intake intake, Answering answering) {
        this.loop = loop;
        this.http = http;
        this.tongue = tongue;
        this.intake = intake;
        this.answering = answering;
    }

    void serve() {
        Body.read(loop.owner(), http, intake)
                .onFailure(this::refuse)
                .onSuccess(bytes -> Thread.ofVirtual().start(() -> answer(bytes)));
    }

    private void answer(byte[] bytes) {
        try {
            JsonNode answer = answering.answer(Body.decoded(http, intake, bytes));
            loop.runOnContext(_ -> Answers.json(http, 200, answer));
        } catch (Refused | RuntimeException e) {
            refuse(e);
        }
    }

    private void refuse(Throwable cause) {
        loop.runOnContext(_ -> Answers.fail(http, cause, tongue));
    }
}
