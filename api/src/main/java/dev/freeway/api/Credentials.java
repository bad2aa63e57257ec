package dev.freeway.api;

import dev.freeway.api.gemini.GeminiTongue;
import dev.freeway.members.Bounds;
import dev.freeway.members.Scope;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the token, wherever a client carries it. */
final class Credentials {
    private static final String BEARER = "bearer";

    private Credentials() {}

    /** Who comes, if with a token that is for that, and from where it may be used. */
    static Bearer bearer(HttpServerRequest http, Tokens tokens, Optional<Scope> scope)
            throws Refused {
        Bearer bearer = known(http, tokens);
        Bounds bounds = bearer.mandate().bounds();
        String address = http.remoteAddress().hostAddress();
        if (!bounds.reaches(String.valueOf(address))) {
            throw new Refused(forbidden("wrong_network", "This token is not for " + address + "."));
        }
        if (scope.isPresent() && !bearer.mandate().has(scope.get())) {
            throw new Refused(
                    forbidden(
                            "missing_scope",
                            "This token lacks the scope '%s'. GET /api/me shows what it is for."
                                    .formatted(scope.get().id())));
        }
        return bearer;
    }

    private static Bearer known(HttpServerRequest http, Tokens tokens) throws Refused {
        Optional<String> token = token(http);
        if (token.isEmpty()) {
            throw new Refused(unauthorized("No token. Send it as 'Authorization: Bearer fw_...'."));
        }
        try {
            return tokens.bearer(token.get());
        } catch (Tokens.Unknown e) {
            throw new Refused(unauthorized(String.valueOf(e.getMessage())));
        }
    }

    private static Problem forbidden(String code, String message) {
        return Problem.of(403, Problem.INVALID, code, message);
    }

    private static Problem unauthorized(String message) {
        return Problem.of(401, Problem.INVALID, "invalid_api_key", message)
                .with("www-authenticate", "Bearer");
    }

    private static Optional<String> token(HttpServerRequest request) {
        return sent(request).or(() -> SessionCookie.in(request));
    }

    /** By hand, and not by a cookie. */
    static Optional<String> sent(HttpServerRequest request) {
        return Stream.of("authorization", "api-key", "x-api-key", "x-goog-api-key")
                .map(request::getHeader)
                .filter(Objects::nonNull)
                .map(Credentials::bare)
                .filter(token -> !token.isEmpty())
                .findFirst()
                .or(() -> inQuery(request));
    }

    /** Google's clients alone put it into the address. */
    private static Optional<String> inQuery(HttpServerRequest request) {
        boolean google =
                request.path().startsWith(GeminiTongue.ROOT)
                        || GeminiTongue.at(request.path()).isPresent();
        return google
                ? Optional.ofNullable(request.getParam("key")).filter(key -> !key.isBlank())
                : Optional.empty();
    }

    private static String bare(String value) {
        boolean scheme = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        boolean alone = value.length() == BEARER.length() || value.startsWith(" ", BEARER.length());
        return (scheme && alone ? value.substring(BEARER.length()) : value).strip();
    }
}
