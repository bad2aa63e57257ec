package dev.freeway.members;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Adds and removes alerts, and sees that each is sent once. Thread-safe. */
public final class AlertDesk {
    /** How many an account may have. */
    public static final int KEPT_MAX = 20;

    private static final Pattern LIMIT = Pattern.compile("\\*|[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final Registry registry;

    AlertDesk(Registry registry) {
        this.registry = registry;
    }

    /**
     * What is wanted.
     *
     * @param of whose limits it tells of, or empty for the maker's own
     * @param to a webhook, or empty where it is mailed
     * @param mail whether it goes to the address of the person it is of, or of an organisation's
     *     owner who makes it
     */
    public record Wanted(String of, String limit, Trigger at, String to, boolean mail) {}

    /**
     * One that was made.
     *
     * @param secret told now and never again; empty where it is mailed
     */
    public record Made(Alert alert, String secret) {}

    /** Makes an alert; a webhook's with a secret of its own. */
    public Made add(Actor actor, Wanted wanted) throws Declined {
        String secret = wanted.mail() ? "" : registry.freshSecret(Alert.SECRET);
        Alert made =
                registry.change(
                        actor.signature(),
                        roster -> Draft.put(sealed(alert(roster, actor, wanted, secret))));
        return new Made(made, secret);
    }

    /** Where there is nothing to seal it with, it stays as it is. */
    private Alert sealed(Alert alert) {
        return alert.plain() && registry.seal().ready()
                ? alert.withSecret(registry.seal().seal(alert.secret(), alert.place()))
                : alert;
    }

    /** By what it is signed; empty where what is kept was not sealed for it. */
    public Optional<String> secret(Alert alert) {
        return alert.plain()
                ? Optional.of(alert.secret())
                : registry.seal().open(alert.secret(), alert.place());
    }

    /**
     * Where it is mailed at the moment: to an address that is known to be the person's own, as long
     * as that person may know of these limits.
     */
    public Optional<String> mailbox(Alert alert) {
        Roster roster = registry.roster();
        return roster.person(alert.person())
                .filter(person -> person.state() == State.ACTIVE)
                .filter(person ->
                        person.operator()
                                || person.name().equals(alert.holder())
                                || roster.organisation(alert.holder())
                                        .flatMap(o -> o.rank(person.name()))
                                        .equals(Optional.of(Rank.OWNER)))
                .flatMap(Person::mailbox);
    }

    /** Whose address that goes to. */
    private static String person(Roster roster, Actor actor, String holder) throws Declined {
        String name = roster.person(holder).map(Person::name).orElse(actor.name());
        if (roster.person(name).flatMap(Person::mailbox).isEmpty()) {
            throw Declined.invalid(
                    "mail",
                    "mail: no address is known to be that of '%s' (expected: one that an operator set, or that its invitation was sent to)"
                            .formatted(name));
        }
        return name;
    }

    private Alert alert(Roster roster, Actor actor, Wanted wanted, String secret) throws Declined {
        String holder = owned(roster, actor, wanted.of());
        if (!LIMIT.matcher(wanted.limit()).matches()) {
            throw Declined.invalid(
                    "limit",
                    "limit: '%s' (expected: the id of a limit, or *)".formatted(wanted.limit()));
        }
        String person = wanted.mail() ? person(roster, actor, holder) : "";
        if (!wanted.mail()) {
            requireAddress(wanted.to());
        } else if (!wanted.to().isEmpty()) {
            throw Declined.invalid("to", "to (expected: an https address, or mail, and not both)");
        }
        if (roster.alertsOf(holder).size() >= KEPT_MAX) {
            throw Declined.conflict(
                    "",
                    "'%s' has %d alerts (expected: fewer; remove some)"
                            .formatted(holder, KEPT_MAX));
        }
        return new Alert(
                registry.freshId("alr_"),
                holder,
                wanted.limit(),
                wanted.at(),
                wanted.to(),
                secret,
                Map.of(),
                registry.now(),
                person,
                "");
    }

    /** Alerts are for who owns an account. */
    private static String owned(Roster roster, Actor actor, String of) throws Declined {
        String holder = May.holder(roster, actor, of.isEmpty() ? actor.name() : of).name();
        if (!May.owns(roster, actor, holder)) {
            throw Declined.forbidden("That is for the owners of '%s'.".formatted(holder));
        }
        return holder;
    }

    /** A wrong form is told at once; where the name leads is looked up when something is sent. */
    private static void requireAddress(String to) throws Declined {
        boolean good = false;
        try {
            URI uri = new URI(to);
            String host = Optional.ofNullable(uri.getHost()).orElse("");
            boolean plain =
                    "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.matcher(host).matches();
            good =
                    !host.isEmpty()
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null
                            && (plain || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (java.net.URISyntaxException _) {
            // Said below.
        }
        if (!good) {
            throw Declined.invalid("to", "to: '%s' (expected: an https address)".formatted(to));
        }
    }

    /** Those of an account, for who owns it. */
    public List<Alert> list(Actor actor, String of) throws Declined {
        Roster roster = registry.roster();
        return roster.alertsOf(owned(roster, actor, of));
    }

    /** Takes one away. */
    public Alert remove(Actor actor, String id) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    Alert alert =
                            roster.alert(id)
                                    .filter(a -> May.owns(roster, actor, a.holder()))
                                    .orElseThrow(() -> Declined.notFound("alert", id));
                    return new Draft<>(List.of(), List.of(alert), alert);
                });
    }

    /**
     * Notes, before anything is sent, that it tells of that limit and is quiet about it until then.
     * Of several replicas that ask, one is told yes.
     *
     * @return whether it is the caller's to send
     */
    public boolean claim(String id, String limit, Instant until) throws Declined {
        Instant now = registry.now();
        return registry.change("freeway", roster -> claim(roster.alert(id), limit, until, now));
    }

    private Draft<Boolean> claim(Optional<Alert> alert, String limit, Instant until, Instant now) {
        if (alert.isEmpty() || alert.get().quiet(limit, now)) {
            return Draft.none(false);
        }
        Map<String, Instant> quiet = new HashMap<>(alert.get().quiet());
        quiet.values().removeIf(end -> !end.isAfter(now));
        quiet.put(limit, until);
        return new Draft<>(List.of(sealed(alert.get()).quiet(quiet)), List.of(), true);
    }

    /** Notes why the last could not be sent; empty: it was. */
    public void note(String id, String problem) throws Declined {
        registry.change(
                "freeway",
                roster -> {
                    Optional<Alert> alert =
                            roster.alert(id).filter(a -> !a.problem().equals(problem));
                    return alert.isEmpty()
                            ? Draft.none(id)
                            : new Draft<>(List.of(alert.get().because(problem)), List.of(), id);
                });
    }
}
