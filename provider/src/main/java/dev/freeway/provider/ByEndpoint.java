package dev.freeway.provider;

import dev.freeway.core.chat.Endpoint;
import dev.freeway.relay.Call;
import dev.freeway.wire.Payload;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A provider that speaks its own wire for some of what it does.
 *
 * @param own by what is asked
 * @param otherwise for everything else
 */
record ByEndpoint(Map<Endpoint, Dialect> own, Dialect otherwise) implements Dialect {
    private Dialect dialect(Call call) {
        return own.getOrDefault(call.ask().endpoint(), otherwise);
    }

    @Override
    public String target(Call call) {
        return dialect(call).target(call);
    }

    @Override
    public void headers(Call call, HttpClientRequest request) {
        dialect(call).headers(call, request);
    }

    @Override
    public Payload body(Call call) throws Unspeakable {
        return dialect(call).body(call);
    }

    @Override
    public Translation translation(Call call, Instant now) {
        return dialect(call).translation(call, now);
    }

    @Override
    public Duration patience(Call call) {
        return dialect(call).patience(call);
    }

    @Override
    public boolean streams(Call call) {
        return dialect(call).streams(call);
    }
}
