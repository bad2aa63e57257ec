package dev.freeway.api;

import dev.freeway.api.gemini.GeminiTongue;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the token, wherever a client carries it. */
final class Credentials {
    private static final String BEARER = "bearer";

    private Credentials() {}

    static Optional<String> token(HttpServerRequest request) {
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
