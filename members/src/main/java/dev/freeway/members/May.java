package dev.freeway.members;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may do what to whom. What one may not know of is not there. */
final class May {
    private May() {}

    static void operate(Actor actor) throws Declined {
        if (!actor.operates()) {
            throw Declined.forbidden("That is for operators.");
        }
    }

    /** The person of that name, for itself and for operators. */
    static Person person(Roster roster, Actor actor, String name) throws Declined {
        return roster.person(name)
                .filter(_ -> actor.operates() || actor.name().equals(name))
                .orElseThrow(() -> Declined.notFound("member", name));
    }

    /** The organisation of that name, for its people and for operators. */
    static Organisation organisation(Roster roster, Actor actor, String name) throws Declined {
        return roster.organisation(name)
                .filter(o -> actor.operates() || o.rank(actor.name()).isPresent())
                .orElseThrow(() -> Declined.notFound("organisation", name));
    }

    /** The same, for its owners and for operators. */
    static Organisation owned(Roster roster, Actor actor, String name) throws Declined {
        Organisation organisation = organisation(roster, actor, name);
        if (!owns(roster, actor, name)) {
            throw Declined.forbidden("That is for the owners of '%s'.".formatted(name));
        }
        return organisation;
    }

    /** Whether all that name has is the actor's to manage. */
    static boolean owns(Roster roster, Actor actor, String holder) {
        return actor.operates()
                || actor.name().equals(holder)
                || roster.organisation(holder)
                        .flatMap(o -> o.rank(actor.name()))
                        .equals(Optional.of(Rank.OWNER));
    }

    /** Whether the actor may know of all that name has. */
    static boolean knows(Roster roster, Actor actor, String holder) {
        return owns(roster, actor, holder) || roster.organisationsOf(actor.name()).contains(holder);
    }

    /**
     * Of which tokens alone the actor may see the usage of an account; of all of them where absent.
     * What others of an organisation asked is for its owners and operators.
     */
    static Optional<Set<String>> see(Roster roster, Actor actor, String holder) {
        return owns(roster, actor, holder) || actor.person().operator()
                ? Optional.empty()
                : Optional.of(
                        roster.tokens()
                                .filter(token -> token.holder().equals(holder))
                                .filter(token -> token.person().equals(actor.name()))
                                .map(AccessToken::id)
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the actor may invite to that. */
    static void invitation(Roster roster, Actor actor, Invitation wanted) throws Declined {
        if (wanted.organisation().isEmpty()
                || wanted.role() == Role.OPERATOR
                || !wanted.plan().isEmpty()) {
            operate(actor);
        }
        if (!wanted.organisation().isEmpty()) {
            owned(roster, actor, wanted.organisation());
        }
    }

    /** Whose limits the actor may use or manage. */
    static Holder holder(Roster roster, Actor actor, String name) throws Declined {
        return roster.holder(name)
                .filter(_ -> knows(roster, actor, name))
                .orElseThrow(() -> Declined.notFound("account", name));
    }

    /** The same, for whoever manages it. */
    static Holder managed(Roster roster, Actor actor, String name) throws Declined {
        Holder holder = holder(roster, actor, name);
        if (!owns(roster, actor, name)) {
            throw Declined.forbidden("That is for the owners of '%s'.".formatted(name));
        }
        return holder;
    }
}
