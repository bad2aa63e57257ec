package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.SessionCookie;
import dev.freeway.members.Declined;
import dev.freeway.members.Entrances;
import dev.freeway.members.Minted;
import dev.freeway.members.Registry;
import dev.freeway.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /login/openid}, where browsers come, and {@code /api/login/code} for who sent them. */
final class SignIn {
    private static final String HOME = "/console/";

    /** Nothing is run, framed, kept or told to where somebody goes next. */
    private static final Map<String, String> STRICT =
            Map.of(
                    "content-security-policy",
                            "default-src 'none'; base-uri 'none'; form-action 'none';"
                                    + " frame-ancestors 'none'",
                    "cache-control", "no-store",
                    "referrer-policy", "no-referrer",
                    "x-content-type-options", "nosniff",
                    "x-frame-options", "DENY");

    private final Registry registry;
    private final OpenId openId;

    SignIn(Registry registry, OpenId openId) {
        this.registry = registry;
        this.openId = openId;
    }

    Reply begin(Asked asked) {
        try {
            OpenId.Departure departure =
                    openId.begin(asked.query("return_to"), asked.query("invitation"));
            return gone(departure.to().toString(), List.of(departure.cookie()));
        } catch (Declined e) {
            return refused(e);
        }
    }

    Reply finish(Asked asked) {
        try {
            return switch (openId.finish(asked.query(), asked.cookies())) {
                case OpenId.Arrival.SentOn(var to) ->
                        gone(to.toString(), List.of(openId.forgotten()));
                case OpenId.Arrival.Kept(var session) ->
                        gone(HOME, List.of(openId.forgotten(), kept(session)));
                case OpenId.Arrival.Shown(String person, Minted session) -> shown(person, session);
            };
        } catch (Declined e) {
            return refused(e);
        }
    }

    Reply redeem(Asked asked) throws Declined {
        Minted session = registry.identities().redeem(asked.body().required("code"));
        ObjectNode view = Json.object().put("id", session.token().person());
        Views.bounds(view, session.token().bounds());
        return Reply.ok(Views.withText(view, session));
    }

    private static String kept(Minted session) {
        return SessionCookie.of(session.text().reveal(), Entrances.SESSION);
    }

    private static Reply gone(String to, List<String> cookies) {
        Map<String, String> headers = new LinkedHashMap<>(STRICT);
        headers.put("location", to);
        return new Reply.Page(302, headers, cookies, "");
    }

    private Reply shown(String person, Minted session) {
        return page(
                200,
                "You are logged in as " + person,
                """
                <p>This token is shown once. It manages what is yours here until %s, and asks no
                models: make one that does by <code>freeway tokens create</code>.</p>
                <pre>FREEWAY_ADMIN_TOKEN=%s</pre>
                """
                        .formatted(
                                escaped(session.token().bounds().expiresAt().toString()),
                                escaped(session.text().reveal())));
    }

    private Reply refused(Declined declined) {
        return page(
                Refusal.status(declined.why()),
                "You are not logged in",
                """
                <p>%s</p>
                <p><a href="%s">To the console</a></p>
                """
                        .formatted(escaped(String.valueOf(declined.getMessage())), HOME));
    }

    private Reply page(int status, String title, String rest) {
        String html =
                """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Freeway</title></head>
                <body><h1>%s</h1>
                %s
                </body></html>
                """
                        .formatted(escaped(title), rest);
        return new Reply.Page(status, STRICT, List.of(openId.forgotten()), html);
    }

    /** As text that stands between tags. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
