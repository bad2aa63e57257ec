package dev.freeway.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** What browsers ask before they let a page talk to us, and may see of the answer. */
final class Browsers {
    private static final String EXPOSED =
            "x-request-id, retry-after, x-should-retry, x-freeway-provider, x-freeway-model,"
                    + " x-freeway-account, x-freeway-class, x-freeway-in-place-of, x-freeway-why,"
                    + " x-freeway-tries, x-freeway-left, x-freeway-resets-at,"
                    + " x-ratelimit-limit-requests, x-ratelimit-remaining-requests,"
                    + " x-ratelimit-reset-requests, idempotent-replayed";

    private Browsers() {}

    /** Pages of other origins send tokens by hand: a cookie counts for our own, so any may ask. */
    static void allow(HttpServerRequest http) {
        if (http.getHeader("origin") != null) {
            http.response()
                    .putHeader("access-control-allow-origin", "*")
                    .putHeader("access-control-expose-headers", EXPOSED);
        }
    }

    static void preflight(HttpServerRequest http) {
        HttpServerResponse response = http.response();
        String asked = http.getHeader("access-control-request-headers");
        response.putHeader("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS")
                .putHeader("access-control-max-age", "86400");
        if (asked != null) {
            response.putHeader("access-control-allow-headers", asked.replaceAll("[^\\w, -]", ""));
        }
        var _ = response.setStatusCode(204).end();
    }
}
