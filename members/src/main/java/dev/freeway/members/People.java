package dev.freeway.members;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Adds, changes and removes people. Thread-safe. */
public final class People {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,190}");

    private final Registry registry;

    People(Registry registry) {
        this.registry = registry;
    }

    /** A person who is to be added. */
    public record Wanted(String name, String email, Role role, String plan) {}

    /** A new person, and its first token. */
    public record Added(Person person, Minted first) {}

    /** What is to change, where it is said. */
    public record Changed(
            Optional<String> email,
            Optional<Role> role,
            Optional<String> plan,
            Optional<State> state,
            Optional<String> password) {
        /** Whether there is anything that only an operator may change. */
        boolean grants() {
            return role.isPresent() || plan.isPresent() || state.isPresent();
        }
    }

    /** Adds a person, with a first token; for operators. */
    public Added add(Actor actor, Wanted wanted) throws Declined {
        String text = registry.fresh(Mint.TOKEN);
        return registry.change(
                actor.signature(),
                roster -> {
                    May.operate(actor);
                    Person person = person(roster, wanted).reachedAt(wanted.email());
                    AccessToken first = registry.tokens().first(person, text);
                    return new Draft<>(
                            List.of(person, first),
                            List.of(),
                            new Added(person, TokenDesk.minted(first, text)));
                });
    }

    Person person(Roster roster, Wanted wanted) throws Declined {
        registry.requireFree(roster, wanted.name());
        registry.requirePlan(wanted.plan());
        requireEmail(wanted.email());
        return Person.of(
                wanted.name(), wanted.email(), wanted.role(), wanted.plan(), registry.now());
    }

    static void requireEmail(String email) throws Declined {
        if (!email.isEmpty() && !isEmail(email)) {
            throw Declined.invalid("email", "email: '%s' (expected: name@host)".formatted(email));
        }
    }

    static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }

    /** Those the actor may see, by name. */
    public List<Person> list(Actor actor) {
        return registry.roster()
                .people()
                .filter(person -> actor.operates() || person.name().equals(actor.name()))
                .toList();
    }

    /** The person of that name. */
    public Person show(Actor actor, String name) throws Declined {
        return May.person(registry.roster(), actor, name);
    }

    /** Changes what is said. Operators change all, a person its own email and password. */
    public Person change(Actor actor, String name, Changed changed) throws Declined {
        // Before it is hashed, which takes a while.
        May.person(registry.roster(), actor, name);
        Optional<String> hash =
                changed.password().isPresent()
                        ? Optional.of(registry.passwords().hash(changed.password().get()))
                        : Optional.empty();
        return registry.change(
                actor.signature(), roster -> draft(roster, actor, name, changed, hash));
    }

    private Draft<Person> draft(
            Roster roster, Actor actor, String name, Changed changed, Optional<String> hash)
            throws Declined {
        Person person = May.person(roster, actor, name);
        if (changed.grants()) {
            May.operate(actor);
        }
        List<Entry> puts = new ArrayList<>();
        Person next = person;
        if (hash.isPresent()) {
            requireOwnPassword(actor, person);
            next = next.withPassword(hash.get());
            puts.addAll(
                    registry.tokens()
                            .revoked(roster.tokens(t -> t.session() && t.person().equals(name))));
        }
        next = changed(actor, next, changed);
        requireAnOperator(roster, person, next);
        puts.add(next);
        return new Draft<>(puts, List.of(), next);
    }

    /** A token that somebody found must not make its finder the one who logs in. */
    private static void requireOwnPassword(Actor actor, Person person) throws Declined {
        boolean own = actor.name().equals(person.name());
        if (own && !person.password().isEmpty() && !actor.token().session()) {
            throw Declined.forbidden("password: log in to change it.");
        }
    }

    private Person changed(Actor actor, Person person, Changed changed) throws Declined {
        Person next = person;
        if (changed.email().isPresent()) {
            requireEmail(changed.email().get());
            next = next.withEmail(changed.email().get());
            if (actor.operates()) {
                next = next.reachedAt(changed.email().get());
            }
        }
        if (changed.plan().isPresent()) {
            registry.requirePlan(changed.plan().get());
            next = next.withPlan(changed.plan().get());
        }
        if (changed.role().isPresent()) {
            next = next.with(changed.role().get());
        }
        if (changed.state().isPresent()) {
            next = next.with(changed.state().get());
        }
        return next;
    }

    private static void requireAnOperator(Roster roster, Person before, Person after)
            throws Declined {
        if (before.operates() && !after.operates() && roster.operators() == 1) {
            throw Declined.conflict(
                    "", "'%s' is the last operator; make another first.".formatted(before.name()));
        }
    }

    /** Takes a person out, with all tokens; the name stays taken and the audit stays. */
    public Person remove(Actor actor, String name) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    Person person = May.person(roster, actor, name);
                    May.operate(actor);
                    Person gone = person.gone();
                    requireAnOperator(roster, person, gone);
                    List<Entry> puts = new ArrayList<>(List.of(gone));
                    roster.organisations()
                            .filter(o -> o.rank(name).isPresent())
                            .forEach(o -> puts.add(o.without(name)));
                    return new Draft<>(puts, roster.belongings(person), person);
                });
    }
}
