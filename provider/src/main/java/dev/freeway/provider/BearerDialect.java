package dev.freeway.provider;

import dev.freeway.relay.Call;
import io.vertx.core.http.HttpClientRequest;

/** A wire at the catalog's paths, with the key as a bearer token: most of them. */
interface BearerDialect extends Dialect {
    @Override
    default String target(Call call) {
        return Targets.of(call);
    }

    @Override
    default void headers(Call call, HttpClientRequest request) {
        request.putHeader("authorization", "Bearer " + call.offer().account().key().reveal());
    }
}
