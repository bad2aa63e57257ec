package dev.freeway.members;

import dev.freeway.core.catalog.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The way in of those whom an OpenID provider knows, and for the new among them the rule that there
 * is one free tier for each. Thread-safe.
 */
public final class Identities {
    private static final String BY = "openid";
    private static final String ASK = "Ask whoever runs this gateway";

    private final Registry registry;

    Identities(Registry registry) {
        this.registry = registry;
    }

    /** Declines a code that invites nobody, before anybody is sent anywhere. */
    public void requireInvitation(String code) throws Declined {
        invitation(registry.roster(), code);
    }

    private Invitation invitation(Roster roster, String code) throws Declined {
        // The code of the first operator is kept as one as well.
        String known = code.startsWith(Mint.INVITATION) ? code : "";
        return registry.entrances().invitation(roster, known);
    }

    /**
     * Whom that is here: one who is known, who is invited, or who signs up.
     *
     * @param invitation its code, or empty
     * @param rule who may sign up; empty: nobody
     * @param login the one that brought this about; no other is good by it again
     * @return the person's name
     */
    public String enter(Vouched vouched, String invitation, Optional<SignUp> rule, Spent login)
            throws Declined {
        return registry.change(
                BY,
                roster -> {
                    Once.require(roster, login, registry.now());
                    Draft<String> draft = entered(roster, vouched, invitation, rule);
                    List<Entry> puts = new ArrayList<>(draft.puts());
                    puts.add(login);
                    List<Entry> removes = new ArrayList<>(draft.removes());
                    removes.addAll(Once.lapsed(roster, registry.now()));
                    return new Draft<>(puts, removes, draft.answer());
                });
    }

    private Draft<String> entered(
            Roster roster, Vouched vouched, String invitation, Optional<SignUp> rule)
            throws Declined {
        Optional<Identity> known = roster.identity(vouched.id());
        if (known.isPresent()) {
            String name = active(roster, known.get().person()).name();
            if (!invitation.isEmpty()) {
                throw Declined.conflict(
                        "",
                        "You are '%s' here already. Log in without the invitation, and join by: freeway join CODE"
                                .formatted(name));
            }
            return Draft.none(name);
        }
        if (!invitation.isEmpty()) {
            return invited(roster, vouched, invitation(roster, invitation));
        }
        return signedUp(
                roster,
                vouched,
                rule.orElseThrow(() ->
                        Declined.forbidden(
                                "Nobody here goes by that account, and nobody signs up here by"
                                        + " themselves. "
                                        + ASK
                                        + " for an invitation, and come by"
                                        + " /login/openid?invitation=CODE.")));
    }

    private static Person active(Roster roster, String name) throws Declined {
        return roster.person(name)
                .filter(person -> person.state() == State.ACTIVE)
                .orElseThrow(() ->
                        Declined.forbidden(
                                "'%s' is not served at the moment. %s.".formatted(name, ASK)));
    }

    private Draft<String> invited(Roster roster, Vouched vouched, Invitation invitation)
            throws Declined {
        Person person = person(roster, vouched, invitation.role(), invitation.plan());
        List<Entry> puts = new ArrayList<>(arrived(roster, vouched, person));
        roster.organisation(invitation.organisation())
                .ifPresent(o -> puts.add(o.with(person.name(), invitation.rank())));
        return new Draft<>(puts, List.of(invitation), person.name());
    }

    private Draft<String> signedUp(Roster roster, Vouched vouched, SignUp rule) throws Declined {
        rule.check(vouched);
        Stream<String> counted =
                switch (rule.once()) {
                    case EMAIL -> vouched.marks().stream();
                    case SUBJECT -> Stream.of(vouched.id());
                };
        if (counted.anyMatch(mark -> roster.freeTier(mark).isPresent())) {
            throw Declined.forbidden(
                    "There is one free tier for each person here, and you have had yours. %s."
                            .formatted(ASK));
        }
        Person person = person(roster, vouched, Role.MEMBER, rule.plan());
        List<Entry> puts = new ArrayList<>(arrived(roster, vouched, person));
        SignUps today = oneMore(roster, rule);
        puts.add(today);
        List<Entry> before =
                List.copyOf(roster.signUps().filter(s -> !s.id().equals(today.id())).toList());
        return new Draft<>(puts, before, person.name());
    }

    /** A document that all replicas touch: together they take no more than that. */
    private SignUps oneMore(Roster roster, SignUp rule) throws Declined {
        Instant now = registry.now();
        LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
        int count =
                roster.signUps()
                        .filter(s -> s.id().equals(day.toString()))
                        .mapToInt(SignUps::count)
                        .sum();
        if (count >= rule.perDay()) {
            Instant midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            throw Declined.tooMany(
                    "No more than %d sign up here within a day. Come again after %s."
                            .formatted(rule.perDay(), midnight),
                    Duration.between(now, midnight));
        }
        return new SignUps(day.toString(), count + 1);
    }

    private Person person(Roster roster, Vouched vouched, Role role, String plan) throws Declined {
        String email = vouched.mailbox().isPresent() ? vouched.email() : "";
        String wish = vouched.preferred().isBlank() ? vouched.email() : vouched.preferred();
        String name = Names.near(wish);
        String free =
                Stream.concat(
                                Stream.of(name),
                                IntStream.range(2, 100).mapToObj(i -> name + "-" + i))
                        .filter(one -> registry.free(roster, one))
                        .findFirst()
                        .orElseGet(() -> registry.freshId("member-"));
        return registry.people()
                .person(roster, new People.Wanted(free, email, role, plan))
                .reachedAt(email);
    }

    /** The person, how it is known again, and that it has had what there is once. */
    private List<Entry> arrived(Roster roster, Vouched vouched, Person person) {
        Instant now = registry.now();
        List<Entry> puts = new ArrayList<>();
        puts.add(person);
        puts.add(new Identity(vouched.id(), vouched.issuer(), person.name(), now));
        vouched.marks().stream()
                .filter(mark -> roster.freeTier(mark).isEmpty())
                .forEach(mark -> puts.add(new FreeTier(mark, now)));
        return puts;
    }

    /** A token for what that person does here, as a password gives one. */
    public Minted session(String person) throws Declined {
        String text = registry.fresh(Mint.TOKEN);
        return registry.change(BY, roster -> session(roster, person, text, Optional.empty()));
    }

    /** A code for such a token, good once and for a minute, at every replica. */
    public Secret code(String person) {
        return Once.code(registry, person);
    }

    /** The token, for that code. */
    public Minted redeem(String code) throws Declined {
        Once once = Once.of(registry, code);
        if (registry.roster().person(once.person()).isEmpty()) {
            // Another replica may just have made it: only a gateway of ours seals codes.
            registry.refresh();
        }
        String text = registry.fresh(Mint.TOKEN);
        return registry.change(
                BY,
                roster -> {
                    Once.require(roster, once.spent(), registry.now());
                    return session(roster, once.person(), text, Optional.of(once.spent()));
                });
    }

    private Draft<Minted> session(Roster roster, String name, String text, Optional<Spent> spent)
            throws Declined {
        Person person = active(roster, name);
        Entrances entrances = registry.entrances();
        AccessToken token = entrances.session(person, text);
        List<Entry> puts = new ArrayList<>(List.of(token));
        spent.ifPresent(puts::add);
        List<Entry> removes = new ArrayList<>(entrances.ended(roster, person));
        removes.addAll(Once.lapsed(roster, registry.now()));
        return new Draft<>(puts, removes, TokenDesk.minted(token, text));
    }
}
