package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param path with the stand-in's name before it
 */
record Incoming(String method, String path, MultiMap parameters, MultiMap headers, Buffer body) {
    static Incoming of(HttpServerRequest http, Buffer body) {
        return new Incoming(http.method().name(), http.path(), http.params(), http.headers(), body);
    }

    Optional<ObjectNode> json() {
        return Json.parse(body.getBytes())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
