package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.admin.Access;
import dev.freeway.api.admin.Asked;
import dev.freeway.api.admin.Fields;
import dev.freeway.api.admin.Letter;
import dev.freeway.api.admin.Refusal;
import dev.freeway.api.admin.Reply;
import dev.freeway.api.admin.Route;
import dev.freeway.api.admin.Routes;
import dev.freeway.members.Actor;
import dev.freeway.members.Declined;
import dev.freeway.members.Scope;
import dev.freeway.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where who is served is managed: by the one table of its routes, else not at all. Thread-safe. */
final class AdminDoor {
    private static final Intake INTAKE = Intake.JSON;

    private final DoorParts parts;
    private final List<Route> routes;
    private final Entrance entrance;

    /** Says who comes, and lets in only who has a token for that. */
    @FunctionalInterface
    interface Entrance {
        Bearer bearer(HttpServerRequest http, Optional<Scope> scope) throws Refused;
    }

    AdminDoor(DoorParts parts, Entrance entrance) {
        this.parts = parts;
        this.routes = Routes.of(parts);
        this.entrance = entrance;
    }

    /** Whether that is asked for here. */
    boolean takes(HttpServerRequest http) {
        return !http.method().equals(HttpMethod.OPTIONS)
                && routes.stream().anyMatch(route -> route.match(http.path()).isPresent());
    }

    void serve(HttpServerRequest http, Tongue tongue) throws Refused {
        List<Route> there = routes.stream().filter(r -> r.match(http.path()).isPresent()).toList();
        Door.require(
                http,
                there.stream()
                        .map(Route::method)
                        .map(HttpMethod::valueOf)
                        .toArray(HttpMethod[]::new));
        String method = http.method().equals(HttpMethod.HEAD) ? "GET" : http.method().name();
        Route route =
                there.stream().filter(r -> r.method().equals(method)).findFirst().orElseThrow();
        Optional<Bearer> bearer = bearer(http, route.access());
        Context loop = Vertx.currentContext();
        Body.read(loop.owner(), http, INTAKE)
                .onFailure(cause -> refuse(loop, http, cause, tongue))
                .onSuccess(bytes ->
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        Reply reply = answer(http, route, bearer, bytes);
                                        loop.runOnContext(_ -> reply(http, reply));
                                    } catch (Refused | RuntimeException e) {
                                        refuse(loop, http, e, tongue);
                                    }
                                }));
    }

    private Optional<Bearer> bearer(HttpServerRequest http, Access access) throws Refused {
        return switch (access) {
            case Access.Open() ->
                    Credentials.sent(http).isPresent() || kept(http).isPresent()
                            ? Optional.of(entrance.bearer(http, Optional.empty()))
                            : Optional.empty();
            case Access.Signed(_) -> Optional.empty();
            case Access.Kept() -> {
                SessionCookie.require(http);
                yield kept(http);
            }
            case Access.AnyToken() -> Optional.of(entrance.bearer(http, Optional.empty()));
            case Access.Needs(Scope scope) ->
                    Optional.of(entrance.bearer(http, Optional.of(scope)));
        };
    }

    /** A browser sends its cookie unasked: one that is no longer good is as none. */
    private Optional<Bearer> kept(HttpServerRequest http) {
        return SessionCookie.in(http).flatMap(this::known);
    }

    private Optional<Bearer> known(String token) {
        try {
            return Optional.of(parts.tokens().bearer(token));
        } catch (Tokens.Unknown _) {
            return Optional.empty();
        }
    }

    private static void reply(HttpServerRequest http, Reply reply) {
        switch (reply) {
            case Reply.Data data -> {
                data.headers().forEach(http.response()::putHeader);
                Answers.json(http, data.status(), data.body());
            }
            case Reply.Page page -> {
                page.headers().forEach(http.response()::putHeader);
                http.response().putHeader("set-cookie", page.cookies());
                Buffer html = Buffer.buffer(page.html());
                Answers.text(http, page.status(), "text/html; charset=utf-8", html);
            }
        }
    }

    private static void refuse(
            Context loop, HttpServerRequest http, Throwable cause, Tongue tongue) {
        loop.runOnContext(_ -> Answers.fail(http, cause, tongue));
    }

    private Reply answer(HttpServerRequest http, Route route, Optional<Bearer> bearer, byte[] bytes)
            throws Refused {
        try {
            Optional<Actor> actor =
                    bearer.flatMap(b -> parts.registry().actor(b.mandate().token()));
            byte[] body = Body.decoded(http, INTAKE, bytes);
            Optional<Letter> letter = letter(http, route.access(), body);
            Asked asked =
                    new Asked(
                            bearer,
                            actor,
                            route.match(http.path()).orElseThrow(),
                            query(http),
                            Optional.ofNullable(http.getHeader("cookie")).orElse(""),
                            letter.isPresent()
                                    ? Fields.none()
                                    : Fields.of(json(body), route.fields()),
                            letter.orElse(Letter.NONE));
            return route.handler().answer(asked);
        } catch (Declined e) {
            throw new Refused(Refusal.problem(e));
        }
    }

    private static Optional<Letter> letter(HttpServerRequest http, Access access, byte[] body) {
        if (!(access instanceof Access.Signed(String header))) {
            return Optional.empty();
        }
        String signature = http.getHeader(header);
        return Optional.of(new Letter(body, signature == null ? "" : signature));
    }

    private static JsonNode json(byte[] bytes) throws Refused {
        if (bytes.length == 0) {
            return Json.object();
        }
        return Json.parse(bytes)
                .orElseThrow(() ->
                        new Refused(
                                Problem.of(
                                        400,
                                        Problem.INVALID,
                                        "invalid_json",
                                        "the body (expected: a JSON object)")));
    }

    private static Map<String, String> query(HttpServerRequest http) {
        return http.params().entries().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a));
    }
}
