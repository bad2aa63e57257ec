package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.routing.Explanation;
import dev.freeway.core.routing.Route;
import dev.freeway.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where routing is made visible, and made to forget. Thread-safe. */
final class RoutingDoor {
    static final String EXPLAIN = "/api/explain";
    static final String ROUTING = "/api/routing";

    private final DoorParts parts;

    RoutingDoor(DoorParts parts) {
        this.parts = parts;
    }

    /** What can be forgotten. */
    private enum What {
        LEARNED,
        PROFILE,
        ALL
    }

    /** Where the request that the query supposes would go, for whoever asks. */
    void explain(HttpServerRequest http, Bearer bearer) throws Refused {
        Supposed supposed = Supposed.of(http, bearer);
        Explanation explanation =
                parts.relay().explain(supposed.ask(), bearer.member(), supposed.wishes());
        if (explanation.route() instanceof Route.UnknownModel(var model, var alike)) {
            throw new Refused(Refusals.unknownModel(model, alike));
        }
        Answers.json(
                http,
                200,
                new ExplanationPage(explanation, parts.relay(), parts.clock().instant()).json());
    }

    /** What routing goes by, or that this is forgotten; for operators. */
    void routing(HttpServerRequest http) throws Refused {
        if (http.method().equals(HttpMethod.DELETE)) {
            forget(http);
        } else {
            Answers.json(http, 200, RoutingPage.of(parts).json());
        }
    }

    /** It is answered once it is durable. */
    private void forget(HttpServerRequest http) throws Refused {
        What what = what(http);
        Context loop = Vertx.currentContext();
        Tongue tongue = Tongues.ofProblems(ROUTING, parts.clock());
        JsonNode done = Json.object().put("forgotten", id(what));
        var _ =
                forgotten(what)
                        .whenComplete((_, failure) ->
                                loop.runOnContext(_ ->
                                        Optional.ofNullable(failure)
                                                .ifPresentOrElse(
                                                        why -> Answers.fail(http, why, tongue),
                                                        () -> Answers.json(http, 200, done))));
    }

    private CompletableFuture<Void> forgotten(What what) {
        return switch (what) {
            case LEARNED -> parts.learner().forget();
            case PROFILE -> parts.outlook().forget();
            case ALL -> CompletableFuture.allOf(parts.learner().forget(), parts.outlook().forget());
        };
    }

    private static What what(HttpServerRequest http) throws Refused {
        String word = Optional.ofNullable(Supposed.query(http).get("what")).orElse("");
        for (What what : What.values()) {
            if (id(what).equals(word)) {
                return what;
            }
        }
        throw new Refused(
                Problem.invalid(
                        "what", "what: '%s' (expected: learned, profile or all)".formatted(word)));
    }

    private static String id(What what) {
        return what.name().toLowerCase(java.util.Locale.ROOT);
    }
}
