package dev.freeway.members;

import java.util.List;
import java.util.Optional;

/** Gives and withdraws an organisation's consent to the keeping of what is said. Thread-safe. */
public final class Sharing {
    private final Registry registry;

    Sharing(Registry registry) {
        this.registry = registry;
    }

    /** The one that holds, for the organisation's people and for operators. */
    public Optional<SharingConsent> consent(Actor actor, String organisation) throws Declined {
        Roster roster = registry.roster();
        May.organisation(roster, actor, organisation);
        return roster.consent(organisation);
    }

    /** Gives it. No operator can: only an owner speaks for the organisation. */
    public SharingConsent give(Actor actor, String organisation) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    Organisation found = May.organisation(roster, actor, organisation);
                    if (!found.rank(actor.name()).equals(Optional.of(Rank.OWNER))) {
                        throw Declined.forbidden(
                                "Only an owner of '%s' can consent for it."
                                        .formatted(organisation));
                    }
                    Optional<SharingConsent> before = roster.consent(organisation);
                    return before.isPresent()
                            ? Draft.none(before.get())
                            : Draft.put(
                                    new SharingConsent(organisation, actor.name(), registry.now()));
                });
    }

    /** Ends it at once; what was kept stays until it is erased. For owners and operators. */
    public Optional<SharingConsent> withdraw(Actor actor, String organisation) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    May.owned(roster, actor, organisation);
                    Optional<SharingConsent> before = roster.consent(organisation);
                    return before.isPresent()
                            ? new Draft<>(List.of(), List.of(before.get()), before)
                            : Draft.none(before);
                });
    }

    /** Only owners and operators see what was kept; these also of one that is gone. */
    public void requireKept(Actor actor, String organisation) throws Declined {
        if (!actor.operates()) {
            May.owned(registry.roster(), actor, organisation);
        }
    }
}
