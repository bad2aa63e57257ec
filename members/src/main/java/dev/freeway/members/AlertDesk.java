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
     */
    public record Wanted(String of, String limit, Trigger at, String to) {}

    /** Makes an alert, with a secret of its own. */
    public Alert add(Actor actor, Wanted wanted) throws Declined {
        String secret = registry.freshSecret("whsec_");
        return registry.change(
                actor.signature(), roster -> Draft.put(alert(roster, actor, wanted, secret)));
    }

    private Alert alert(Roster roster, Actor actor, Wanted wanted, String secret) throws Declined {
        String holder = owned(roster, actor, wanted.of());
        if (!LIMIT.matcher(wanted.limit()).matches()) {
            throw Declined.invalid(
                    "limit",
                    "limit: '%s' (expected: the id of a limit, or *)".formatted(wanted.limit()));
        }
        requireAddress(wanted.to());
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
                registry.now());
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

    private static Draft<Boolean> claim(
            Optional<Alert> alert, String limit, Instant until, Instant now) {
        if (alert.isEmpty() || alert.get().quiet(limit, now)) {
            return Draft.none(false);
        }
        Map<String, Instant> quiet = new HashMap<>(alert.get().quiet());
        quiet.values().removeIf(end -> !end.isAfter(now));
        quiet.put(limit, until);
        return new Draft<>(List.of(alert.get().quiet(quiet)), List.of(), true);
    }
}
