package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.members.Entrances;
import dev.freeway.members.Entrances.Comer;
import dev.freeway.members.Minted;
import dev.freeway.members.Registry;
import dev.freeway.wire.Json;

/** The ways in: {@code /api/setup}, {@code login} and {@code join}. */
final class Doors {
    private final Registry registry;

    Doors(Registry registry) {
        this.registry = registry;
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
}
