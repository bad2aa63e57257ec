package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;

/** Where one provider's requests are taken. Thread-safe. */
interface Booth {
    String id();

    /** What it has counted. */
    ObjectNode page();

    /** Whom it has answered. */
    ArrayNode requests();

    void serve(HttpServerRequest http);
}
