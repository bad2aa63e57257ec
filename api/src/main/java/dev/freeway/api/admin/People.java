package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.members.Declined;
import dev.freeway.members.People.Added;
import dev.freeway.members.People.Changed;
import dev.freeway.members.People.Wanted;
import dev.freeway.members.Person;
import dev.freeway.members.Registry;
import dev.freeway.members.Role;
import dev.freeway.members.State;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code /api/members}. */
final class People {
    static final Set<String> NEW = Set.of("name", "email", "role", "plan");
    static final Set<String> CHANGED = Set.of("email", "role", "plan", "state", "password");

    private final Registry registry;

    People(Registry registry) {
        this.registry = registry;
    }

    Reply list(Asked asked) throws Declined {
        return Listing.of(asked, registry.people().list(asked.who()), Person::name, one());
    }

    Reply show(Asked asked) throws Declined {
        return Reply.ok(one().apply(registry.people().show(asked.who(), asked.named("name"))));
    }

    Reply add(Asked asked) throws Declined {
        Fields body = asked.body();
        Wanted wanted =
                new Wanted(
                        body.required("name"),
                        body.text("email"),
                        body.one("role", Role.class).orElse(Role.MEMBER),
                        body.text("plan"));
        return Reply.created(added(registry.people().add(asked.who(), wanted)));
    }

    static ObjectNode added(Added added) {
        return Views.withText(Views.of(added.person()), added.first());
    }

    Reply change(Asked asked) throws Declined {
        Fields body = asked.body();
        Optional<State> state = body.one("state", State.class);
        if (state.equals(Optional.of(State.REMOVED))) {
            throw Declined.invalid("state", "state: 'removed' (expected: active, suspended)");
        }
        Changed changed =
                new Changed(
                        body.optional("email"),
                        body.one("role", Role.class),
                        body.optional("plan"),
                        state,
                        body.optional("password"));
        return Reply.ok(
                one().apply(registry.people().change(asked.who(), asked.named("name"), changed)));
    }

    /** One may log in by a password, or by a provider that knows who it is. */
    private Function<Person, ObjectNode> one() {
        Set<String> known = registry.roster().identified();
        return person ->
                Views.of(person)
                        .put(
                                "logs_in",
                                known.contains(person.name()) || !person.password().isEmpty());
    }

    Reply remove(Asked asked) throws Declined {
        Person gone = registry.people().remove(asked.who(), asked.named("name"));
        return Reply.ok(Views.of(gone).put("state", Fields.lower(State.REMOVED)));
    }
}
