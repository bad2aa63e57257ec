package dev.freeway.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Carries a token for pages of this gateway, out of reach of their scripts. It counts only where a
 * browser says that one of our own pages asks: cookies are sent unasked, and know no ports.
 */
public final class SessionCookie {
    private static final String NAME = "__Host-freeway";
    private static final String RULES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Pattern VALUE =
            Pattern.compile("(?:^|;\\s*)" + NAME + "=([\\w.~-]{1,512})(?:;|$)");

    private SessionCookie() {}

    /** The header that keeps a token for that long. */
    public static String of(String token, Duration life) {
        return NAME + "=" + token + RULES + life.toSeconds();
    }

    /** The header that makes a browser forget it. */
    public static String forgotten() {
        return NAME + "=" + RULES + "0";
    }

    /** Whether such a token can be kept in one. */
    public static boolean holds(String token) {
        return VALUE.matcher(NAME + "=" + token).matches();
    }

    /** The token, where one of our own pages asks. */
    static Optional<String> in(HttpServerRequest http) {
        String cookies = http.getHeader("cookie");
        if (cookies == null || !ours(http)) {
            return Optional.empty();
        }
        var found = VALUE.matcher(cookies);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Nothing is kept or forgotten because a page of somebody else sent a form here. */
    static void require(HttpServerRequest http) throws Refused {
        String site = http.getHeader("sec-fetch-site");
        if ((site != null && !site.equals("same-origin")) || !json(http)) {
            throw new Refused(
                    Problem.of(
                            403,
                            Problem.INVALID,
                            "cross_site",
                            "A session begins and ends from a page of this gateway, as"
                                    + " application/json."));
        }
    }

    private static boolean ours(HttpServerRequest http) {
        return "same-origin".equals(http.getHeader("sec-fetch-site"))
                && (SAFE.contains(http.method()) || json(http));
    }

    /** No form sends that. */
    private static boolean json(HttpServerRequest http) {
        String type = http.getHeader("content-type");
        return type != null
                && type.split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals("application/json");
    }
}
