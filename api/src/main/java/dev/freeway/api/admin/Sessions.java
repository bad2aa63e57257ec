package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Bearer;
import dev.freeway.api.SessionCookie;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.members.Entrances;
import dev.freeway.members.Minted;
import dev.freeway.members.Registry;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** {@code /api/session}: a login of a browser, kept in a cookie instead of told. */
final class Sessions {
    static final Set<String> NEW = Set.of("name", "password", "token");

    private final Registry registry;
    private final dev.freeway.api.Tokens tokens;
    private final OpenId openId;

    Sessions(Registry registry, dev.freeway.api.Tokens tokens, OpenId openId) {
        this.registry = registry;
        this.tokens = tokens;
        this.openId = openId;
    }

    /** What a browser can do here that has none: no more than its pages show anybody. */
    Reply ways(Asked asked) {
        ObjectNode view = Json.object().put("setup", !registry.roster().hasOperator());
        return Reply.ok(view.put("openid", openId.name().orElse(null)));
    }

    /** By a password, or by a token that somebody has. */
    Reply begin(Asked asked) throws Declined {
        Fields body = asked.body();
        if (body.has("token")) {
            return keep(body.required("token").strip());
        }
        Minted session =
                registry.entrances()
                        .logIn(body.required("name"), new Secret(body.required("password")));
        return keep(session.text().reveal());
    }

    private Reply keep(String token) throws Declined {
        Bearer bearer = known(token);
        ObjectNode view = Json.object().put("id", bearer.mandate().person());
        Views.bounds(view, bearer.mandate().bounds());
        return new Reply.Data(
                200, Map.of("set-cookie", SessionCookie.of(token, life(bearer))), view);
    }

    private Bearer known(String token) throws Declined {
        if (!SessionCookie.holds(token)) {
            throw Declined.invalid("token", "token: not one of this gateway (expected: fw_...)");
        }
        try {
            return tokens.bearer(token);
        } catch (dev.freeway.api.Tokens.Unknown e) {
            throw Declined.invalid("token", String.valueOf(e.getMessage()));
        }
    }

    /** No longer than any login, and than the token. */
    private Duration life(Bearer bearer) {
        Instant ends = bearer.mandate().bounds().expiresAt();
        Instant now = registry.now();
        return ends.isBefore(now.plus(Entrances.SESSION))
                ? Duration.between(now, ends)
                : Entrances.SESSION;
    }

    /** What a login made ends; a token that somebody brought stays good elsewhere. */
    Reply end(Asked asked) throws Declined {
        if (asked.bearer().isPresent() && asked.actor().isPresent()) {
            String id = asked.bearer().get().mandate().token();
            if (registry.roster().token(id).filter(token -> token.session()).isPresent()) {
                registry.tokens().revoke(asked.actor().get(), id);
            }
        }
        ObjectNode view = Json.object().put("ended", asked.bearer().isPresent());
        return new Reply.Data(200, Map.of("set-cookie", SessionCookie.forgotten()), view);
    }
}
