package dev.freeway.members;

import dev.freeway.core.catalog.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ways in: the first operator's, an invitation's, a password's. Thread-safe. */
public final class Entrances {
    /** How long a login lasts. */
    public static final Duration SESSION = Duration.ofHours(12);

    static final String BY_SETUP = "setup";
    private static final String BAD_CODE = "code: not known here, used before or too old.";

    private final Registry registry;

    Entrances(Registry registry) {
        this.registry = registry;
    }

    /**
     * Somebody who comes in.
     *
     * @param name of one who is new; empty for one who is here
     * @param password or empty
     */
    public record Comer(String name, String email, Secret password) {}

    /** A code for the first operator, where there is none; good for a day. */
    public Optional<Secret> setupCode() throws Declined {
        String text = registry.fresh(Mint.SETUP);
        return registry.change(
                BY_SETUP,
                roster -> {
                    if (roster.hasOperator()) {
                        return Draft.none(Optional.empty());
                    }
                    Invitation first =
                            new Invitation(
                                    Mint.hash(text),
                                    BY_SETUP,
                                    Role.OPERATOR,
                                    "",
                                    "",
                                    Rank.MEMBER,
                                    registry.now().plus(Registry.CODE_LIFE),
                                    "");
                    return new Draft<>(
                            List.of(first),
                            Invitations.expired(roster, registry.now()),
                            Optional.of(new Secret(text)));
                });
    }

    /** Makes the first operator, by the code the gateway printed; its token cannot infer. */
    public People.Added setUp(String code, Comer comer, String plan) throws Declined {
        requireCode(code, Mint.SETUP);
        Optional<String> hash = hash(comer);
        String text = registry.fresh(Mint.TOKEN);
        return registry.change(
                BY_SETUP,
                roster -> {
                    Invitation invitation = invitation(roster, code);
                    if (roster.hasOperator()) {
                        throw Declined.conflict("", "There is an operator already.");
                    }
                    return welcome(roster, invitation, wanted(comer, invitation, plan), hash, text);
                });
    }

    /** Makes a new person, by the code of an invitation. */
    public People.Added join(String code, Comer comer) throws Declined {
        requireCode(code, Mint.INVITATION);
        Optional<String> hash = hash(comer);
        String text = registry.fresh(Mint.TOKEN);
        return registry.change(
                "invitation",
                roster -> {
                    Invitation invitation = invitation(roster, code);
                    return welcome(
                            roster,
                            invitation,
                            wanted(comer, invitation, invitation.plan()),
                            hash,
                            text);
                });
    }

    /** Takes one who is here into the organisation that invites. */
    public Organisation join(String code, Actor actor) throws Declined {
        requireCode(code, Mint.INVITATION);
        return registry.change(
                actor.signature(),
                roster -> {
                    Invitation invitation = invitation(roster, code);
                    Organisation organisation =
                            roster.organisation(invitation.organisation())
                                    .orElseThrow(() -> Declined.invalid("code", BAD_CODE));
                    Organisation joined = organisation.with(actor.name(), invitation.rank());
                    return new Draft<>(List.of(joined), List.of(invitation), joined);
                });
    }

    private void requireCode(String code, String prefix) throws Declined {
        // Known before a password is hashed: without a code nobody makes us work.
        if (!code.startsWith(prefix)) {
            throw Declined.invalid("code", BAD_CODE);
        }
        invitation(registry.roster(), code);
    }

    Invitation invitation(Roster roster, String code) throws Declined {
        return roster.invitation(Mint.hash(code))
                .filter(i -> registry.now().isBefore(i.expiresAt()))
                .orElseThrow(() -> Declined.invalid("code", BAD_CODE));
    }

    private Optional<String> hash(Comer comer) throws Declined {
        String password = comer.password().reveal();
        return password.isEmpty()
                ? Optional.empty()
                : Optional.of(registry.passwords().hash(password));
    }

    private static People.Wanted wanted(Comer comer, Invitation invitation, String plan) {
        String email = comer.email().isEmpty() ? invitation.email() : comer.email();
        return new People.Wanted(comer.name(), email, invitation.role(), plan);
    }

    private Draft<People.Added> welcome(
            Roster roster,
            Invitation invitation,
            People.Wanted wanted,
            Optional<String> hash,
            String text)
            throws Declined {
        // Who has the code has read what was sent there.
        Person bare = registry.people().person(roster, wanted).reachedAt(invitation.email());
        Person person = hash.map(bare::withPassword).orElse(bare);
        AccessToken first = registry.tokens().first(person, text);
        List<Entry> puts = new ArrayList<>(List.of(person, first));
        roster.organisation(invitation.organisation())
                .ifPresent(o -> puts.add(o.with(person.name(), invitation.rank())));
        return new Draft<>(
                puts, List.of(invitation), new People.Added(person, TokenDesk.minted(first, text)));
    }

    /** A token for what a person does here, by its password. Tries are counted by name. */
    public Minted logIn(String name, Secret password) throws Declined {
        if (!Names.good(name)) {
            throw Declined.wrongPassword();
        }
        registry.tries().begin(name);
        Optional<Person> person =
                registry.roster().person(name).filter(p -> p.state() == State.ACTIVE);
        String hash = person.map(Person::password).orElse("");
        if (!registry.passwords().matches(password.reveal(), hash)) {
            throw Declined.wrongPassword();
        }
        registry.tries().forget(name);
        String text = registry.fresh(Mint.TOKEN);
        return registry.change(
                name,
                roster -> {
                    Person now =
                            roster.person(name)
                                    .filter(p -> p.password().equals(hash))
                                    .orElseThrow(Declined::wrongPassword);
                    AccessToken session = session(now, text);
                    return new Draft<>(
                            List.of(session), ended(roster, now), TokenDesk.minted(session, text));
                });
    }

    AccessToken session(Person person, String text) {
        Set<Scope> scopes = Scope.session(person.role());
        Bounds bounds = Bounds.of(scopes).until(registry.now().plus(SESSION));
        TokenDesk.Wanted wanted = new TokenDesk.Wanted("", "login", "", bounds);
        return registry.tokens().token(person, person.name(), wanted, text, true);
    }

    List<Entry> ended(Roster roster, Person person) {
        Instant now = registry.now();
        return List.copyOf(
                roster.tokens(
                        t -> t.session() && t.person().equals(person.name()) && !t.livesAt(now)));
    }
}
