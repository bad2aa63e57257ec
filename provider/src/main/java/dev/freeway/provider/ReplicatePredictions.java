package dev.freeway.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import dev.freeway.wire.Payload;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * A prediction in Replicate's own words. What a client says of it in headers stands in its body
 * here, as {@code wait} in seconds and {@code cancel_after}.
 */
final class ReplicatePredictions implements BearerDialect {
    private static final String OF_A_VERSION = "/predictions";

    @Override
    public String target(Call call) {
        return call.ask().body().has("version") ? OF_A_VERSION : BearerDialect.super.target(call);
    }

    @Override
    public void headers(Call call, HttpClientRequest request) {
        BearerDialect.super.headers(call, request);
        long seconds = patience(call).toSeconds();
        if (seconds > 0) {
            request.putHeader("prefer", "wait=" + seconds);
        }
        call.ask()
                .body()
                .raw("cancel_after")
                .flatMap(Json::parse)
                .ifPresent(after -> request.putHeader("cancel-after", after.asText()));
    }

    @Override
    public Duration patience(Call call) {
        return Duration.ofSeconds(call.ask().body().raw("wait").map(Long::parseLong).orElse(0L));
    }

    @Override
    public Payload body(Call call) throws Unspeakable {
        ObjectNode asked = Requests.tree(call);
        return Payload.json(asked.retain("version", "input", "stream"));
    }

    @Override
    public Translation translation(Call call, Instant now) {
        return Translation.NONE;
    }
}
