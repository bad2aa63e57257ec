package dev.freeway.members;

import dev.freeway.core.catalog.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Invites, by a code that is told or sent, and takes invitations back. Thread-safe. */
public final class Invitations {
    /** How long one may be good for. */
    public static final Duration GOOD_MAX = Duration.ofDays(30);

    private final Registry registry;

    Invitations(Registry registry) {
        this.registry = registry;
    }

    /**
     * One that was made.
     *
     * @param code told now and never again; empty where it was sent
     */
    public record Invited(Invitation invitation, Optional<Secret> code) {}

    static List<Entry> expired(Roster roster, Instant now) {
        return List.copyOf(roster.invitations().filter(i -> !now.isBefore(i.expiresAt())).toList());
    }

    /**
     * Invites whoever has the code. Owners invite to their organisations, operators to everything.
     * Where it has an address, the code goes there and nowhere else; where it cannot, nobody is
     * invited. Waits for the mail.
     *
     * @param wanted its id and who invites are not read
     */
    public Invited invite(Actor actor, Invitation wanted, Mail mail) throws Declined {
        boolean sent = !wanted.email().isEmpty();
        if (sent) {
            requireMail(wanted.email(), mail);
        }
        String text = registry.fresh(Mint.INVITATION);
        May.invitation(registry.roster(), actor, wanted);
        if (sent && !actor.operates()) {
            registry.letters().begin(actor.name());
        }
        Invitation made =
                registry.change(actor.signature(), roster -> draft(roster, actor, wanted, text));
        if (!sent) {
            return new Invited(made, Optional.of(new Secret(text)));
        }
        try {
            mail.send(InvitationLetter.of(made, text));
            return new Invited(made, Optional.empty());
        } catch (Mail.Unsent e) {
            remove(actor, made);
            throw Declined.unavailable(
                    "%s Nobody was invited. Try again, or leave email out and pass the code on yourself."
                            .formatted(e.getMessage()));
        }
    }

    private static void requireMail(String email, Mail mail) throws Declined {
        if (!Mail.Letter.addressed(email)) {
            throw Declined.invalid("email", "email: '%s' (expected: name@host)".formatted(email));
        }
        if (!mail.ready()) {
            throw Declined.invalid(
                    "email",
                    "email: no mail is configured here (expected: mail in the configuration file,"
                            + " or no email: then the code is told, and yours to pass on)");
        }
    }

    private Draft<Invitation> draft(Roster roster, Actor actor, Invitation wanted, String text)
            throws Declined {
        May.invitation(roster, actor, wanted);
        registry.requirePlan(wanted.plan());
        Instant now = registry.now();
        if (!wanted.expiresAt().isAfter(now) || wanted.expiresAt().isAfter(now.plus(GOOD_MAX))) {
            throw Declined.invalid(
                    "expires_at",
                    "expires_at: %s (expected: within %d days)"
                            .formatted(wanted.expiresAt(), GOOD_MAX.toDays()));
        }
        Invitation made = wanted.made(Mint.hash(text), actor.name());
        return new Draft<>(List.of(made), expired(roster, now), made);
    }

    /** Those that are open and the actor may take back. */
    public List<Invitation> list(Actor actor) {
        Roster roster = registry.roster();
        Instant now = registry.now();
        return roster.invitations()
                .filter(invitation -> now.isBefore(invitation.expiresAt()))
                .filter(invitation -> manages(roster, actor, invitation))
                .toList();
    }

    /**
     * Operators manage all, owners those to their organisations. The first operator's is nobody's.
     */
    private static boolean manages(Roster roster, Actor actor, Invitation invitation) {
        String organisation = invitation.organisation();
        return !invitation.by().equals(Entrances.BY_SETUP)
                && (actor.operates()
                        || (!organisation.isEmpty() && May.owns(roster, actor, organisation)));
    }

    /** Takes the one back that is shown by that id: its code is good for nothing from now on. */
    public Invitation withdraw(Actor actor, String shown) throws Declined {
        Invitation found =
                list(actor).stream()
                        .filter(invitation -> invitation.shown().equals(shown))
                        .findFirst()
                        .orElseThrow(() -> Declined.notFound("invitation", shown));
        remove(actor, found);
        return found;
    }

    private void remove(Actor actor, Invitation made) throws Declined {
        registry.change(
                actor.signature(),
                roster ->
                        new Draft<>(
                                List.of(),
                                List.copyOf(roster.invitation(made.id()).stream().toList()),
                                made));
    }
}
