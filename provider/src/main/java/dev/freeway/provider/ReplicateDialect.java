package dev.freeway.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import dev.freeway.wire.Payload;
import io.vertx.core.http.HttpClientRequest;
import java.time.Instant;

/** Replicate's wire: a prediction is made, waited for, and asked for again until it has ended. */
final class ReplicateDialect implements BearerDialect {
    /** Well within the time we wait for a first answer; then it says how far it is. */
    private static final String WAIT = "wait=30";

    @Override
    public void headers(Call call, HttpClientRequest request) {
        BearerDialect.super.headers(call, request);
        request.putHeader("prefer", WAIT);
    }

    @Override
    public Payload body(Call call) throws Unspeakable {
        ObjectNode body = Json.object();
        body.set("input", pictures(call) ? ReplicateImages.input(call) : ReplicateChat.input(call));
        return Payload.json(body);
    }

    @Override
    public Translation translation(Call call, Instant now) {
        Prediction.Output output =
                pictures(call)
                        ? prediction -> ReplicateImages.answer(prediction, now)
                        : prediction -> ReplicateChat.answer(prediction, call, now);
        return new Prediction(output);
    }

    private static boolean pictures(Call call) {
        return call.ask().endpoint() == Endpoint.IMAGES;
    }

    /** Its events come from another address, later; the answer is waited for instead. */
    @Override
    public boolean streams(Call call) {
        return false;
    }
}
