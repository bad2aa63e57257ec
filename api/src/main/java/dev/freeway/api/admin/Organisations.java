package dev.freeway.api.admin;

import dev.freeway.members.Actor;
import dev.freeway.members.Declined;
import dev.freeway.members.Organisation;
import dev.freeway.members.Project;
import dev.freeway.members.Rank;
import dev.freeway.members.Registry;
import dev.freeway.members.State;
import java.util.Optional;

/** {@code /api/organisations} and {@code /api/projects}. */
final class Organisations {
    private static final String NAME = "name";

    private final Registry registry;

    Organisations(Registry registry) {
        this.registry = registry;
    }

    private dev.freeway.members.Organisations all() {
        return registry.organisations();
    }

    private Reply shown(Actor actor, Organisation organisation) {
        return Reply.ok(Views.of(organisation, all().owns(actor, organisation.name())));
    }

    Reply list(Asked asked) throws Declined {
        Actor actor = asked.who();
        return Listing.of(
                asked,
                all().list(actor),
                Organisation::name,
                o -> Views.of(o, all().owns(actor, o.name())));
    }

    Reply show(Asked asked) throws Declined {
        return shown(asked.who(), all().show(asked.who(), asked.named(NAME)));
    }

    Reply found(Asked asked) throws Declined {
        Fields body = asked.body();
        Organisation founded =
                all().found(
                                asked.who(),
                                body.required(NAME),
                                body.text("plan"),
                                body.text("owner"));
        return Reply.created(Views.of(founded, true));
    }

    Reply change(Asked asked) throws Declined {
        Fields body = asked.body();
        Optional<State> state = body.one("state", State.class);
        if (state.equals(Optional.of(State.REMOVED))) {
            throw Declined.invalid("state", "state: 'removed' (expected: active, suspended)");
        }
        return shown(
                asked.who(),
                all().change(asked.who(), asked.named(NAME), body.optional("plan"), state));
    }

    Reply remove(Asked asked) throws Declined {
        Organisation gone = all().remove(asked.who(), asked.named(NAME));
        return Reply.ok(Views.of(gone, false).put("state", Fields.lower(State.REMOVED)));
    }

    Reply place(Asked asked) throws Declined {
        Rank rank = asked.body().one("rank", Rank.class).orElse(Rank.MEMBER);
        return shown(
                asked.who(),
                all().place(asked.who(), asked.named(NAME), asked.named("person"), rank));
    }

    Reply dismiss(Asked asked) throws Declined {
        Organisation left = all().dismiss(asked.who(), asked.named(NAME), asked.named("person"));
        return shown(asked.who(), left);
    }

    Reply projects(Asked asked) throws Declined {
        return Listing.of(asked, all().projects(asked.who()), Project::id, Views::of);
    }

    Reply begin(Asked asked) throws Declined {
        Fields body = asked.body();
        return Reply.created(
                Views.of(all().begin(asked.who(), body.text("holder"), body.required(NAME))));
    }

    Reply end(Asked asked) throws Declined {
        return Reply.ok(Views.of(all().end(asked.who(), asked.named("holder"), asked.named(NAME))));
    }
}
