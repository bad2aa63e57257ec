package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.members.Entrances;
import dev.freeway.members.Entrances.Comer;
import dev.freeway.members.Entrances.Invited;
import dev.freeway.members.Invitation;
import dev.freeway.members.Minted;
import dev.freeway.members.Rank;
import dev.freeway.members.Registry;
import dev.freeway.members.Role;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** The ways in: {@code /api/setup}, {@code login}, {@code join} and {@code invitations}. */
final class Doors {
    static final Set<String> INVITATION =
            Set.of("role", "plan", "organisation", "rank", "expires_at");
    private static final Duration A_WEEK = Duration.ofDays(7);

    private final Registry registry;
    private final InstantSource clock;

    Doors(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    private Entrances ways() {
        return registry.entrances();
    }

    private static Comer comer(Fields body) throws Declined {
        return new Comer(
                body.required("name"), body.text("email"), new Secret(body.text("password")));
    }

    Reply setUp(Asked asked) throws Declined {
        Fields body = asked.body();
        return Reply.created(
                People.added(ways().setUp(body.required("code"), comer(body), body.text("plan"))));
    }

    Reply logIn(Asked asked) throws Declined {
        Fields body = asked.body();
        Minted session = ways().logIn(body.required("name"), new Secret(body.required("password")));
        ObjectNode view = Json.object();
        Views.bounds(view, session.token().bounds());
        return Reply.ok(Views.withText(view, session));
    }

    /** One who comes with a token is here already, and joins the organisation that invites. */
    Reply join(Asked asked) throws Declined {
        Fields body = asked.body();
        String code = body.required("code");
        if (asked.bearer().isPresent()) {
            return Reply.ok(Views.of(ways().join(code, asked.who()), false));
        }
        return Reply.created(People.added(ways().join(code, comer(body))));
    }

    Reply invite(Asked asked) throws Declined {
        Fields body = asked.body();
        Instant asWanted = body.until("expires_at");
        Invitation wanted =
                new Invitation(
                        "",
                        "",
                        body.one("role", Role.class).orElse(Role.MEMBER),
                        body.text("plan"),
                        body.text("organisation"),
                        body.one("rank", Rank.class).orElse(Rank.MEMBER),
                        asWanted.equals(Instant.MAX) ? clock.instant().plus(A_WEEK) : asWanted);
        Invited invited = ways().invite(asked.who(), wanted);
        return Reply.created(
                Json.object()
                        .put("code", invited.code().reveal())
                        .put("role", Fields.lower(invited.invitation().role()))
                        .put("plan", invited.invitation().plan())
                        .put("organisation", invited.invitation().organisation())
                        .put("rank", Fields.lower(invited.invitation().rank()))
                        .put("expires_at", invited.invitation().expiresAt().toString()));
    }
}
