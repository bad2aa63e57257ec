package dev.freeway.members;

import dev.freeway.core.catalog.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes and revokes tokens. Thread-safe. */
public final class TokenDesk {
    /** How many a person may have at once that are not ended. */
    public static final int LIVING_MAX = 100;

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LABEL_MAX = 100;

    private final Registry registry;

    TokenDesk(Registry registry) {
        this.registry = registry;
    }

    /**
     * What is wanted.
     *
     * @param of whose limits it uses, or empty for the maker's own
     * @param project of that account, or empty
     */
    public record Wanted(String of, String label, String project, Bounds bounds) {}

    /**
     * Makes a token. It goes no further than its maker: what is bounded for the one is bounded for
     * the other.
     */
    public Minted make(Actor actor, Wanted wanted) throws Declined {
        String text = registry.fresh(Mint.TOKEN);
        return registry.change(actor.signature(), roster -> draft(roster, actor, wanted, text));
    }

    /**
     * Of which tokens alone whoever comes by that mandate may see the usage of an account, by id;
     * of all of them where absent.
     */
    public Optional<Set<String>> seen(Mandate by, String holder) {
        if (by.token().isEmpty()) {
            return Optional.empty();
        }
        Roster roster = registry.roster();
        return registry.actor(by.token())
                .map(actor -> May.see(roster, actor, holder))
                .orElseGet(() -> Optional.of(Set.of()));
    }

    private Draft<Minted> draft(Roster roster, Actor actor, Wanted wanted, String text)
            throws Declined {
        String of = wanted.of().isEmpty() ? actor.name() : wanted.of();
        Holder holder = May.holder(roster, actor, of);
        Optional<Person> other = roster.person(of);
        if (other.isEmpty() && !roster.organisationsOf(actor.name()).contains(of)) {
            throw Declined.invalid(
                    "of", "of: '%s' (expected: an organisation you are in)".formatted(of));
        }
        checkGrant(actor, wanted.bounds(), of);
        checkUse(holder, wanted.bounds());
        if (!wanted.project().isEmpty() && roster.project(of, wanted.project()).isEmpty()) {
            throw Declined.notFound("project", Project.id(of, wanted.project()));
        }
        if (wanted.label().length() > LABEL_MAX) {
            throw Declined.invalid(
                    "label",
                    "label: %d characters (expected: at most %d)"
                            .formatted(wanted.label().length(), LABEL_MAX));
        }
        Person person = other.orElse(actor.person());
        requireRoom(roster, person);
        AccessToken token = token(person, of, wanted, text, false);
        return new Draft<>(List.of(token), withered(roster, person), minted(token, text));
    }

    private void checkGrant(Actor actor, Bounds wanted, String of) throws Declined {
        for (Scope scope : wanted.scopes()) {
            boolean grantable =
                    switch (scope) {
                        case ADMIN_READ, ADMIN_WRITE -> actor.has(scope) && actor.name().equals(of);
                        case GATEWAY_READ -> actor.person().operator() && actor.name().equals(of);
                        case MODELS_READ, PREDICTIONS_WRITE, USAGE_READ ->
                                actor.has(scope) || actor.has(Scope.ADMIN_WRITE);
                    };
            if (!grantable) {
                throw Declined.forbidden(
                        "scopes: '%s' is not yours to give to '%s'.".formatted(scope.id(), of));
            }
        }
        Optional<String> wider = wanted.wider(actor.token().bounds(), actor.token().session());
        if (wider.isPresent()) {
            throw Declined.forbidden(
                    "%s: wider than those of the token that asks for it.".formatted(wider.get()));
        }
    }

    private void checkUse(Holder holder, Bounds wanted) throws Declined {
        Set<Scope> scopes = wanted.scopes();
        boolean infers = scopes.stream().anyMatch(Scope::infers);
        if (scopes.isEmpty() || (infers && scopes.stream().anyMatch(Scope::admin))) {
            throw Declined.invalid(
                    "scopes",
                    "scopes: %s (expected: at least one, and models:read or predictions:write never beside admin:read or admin:write)"
                            .formatted(scopes.stream().map(Scope::id).toList()));
        }
        if (infers && holder.plan().isEmpty()) {
            throw Declined.invalid(
                    "scopes",
                    "scopes: '%s' has no plan to ask models under (expected: a plan)"
                            .formatted(holder.name()));
        }
        if (!wanted.expiresAt().isAfter(registry.now())) {
            throw Declined.invalid(
                    "expires_at",
                    "expires_at: %s (expected: in the future)".formatted(wanted.expiresAt()));
        }
    }

    private void requireRoom(Roster roster, Person person) throws Declined {
        Instant now = registry.now();
        int living = roster.tokens(t -> t.person().equals(person.name()) && t.livesAt(now)).size();
        if (living >= LIVING_MAX) {
            throw Declined.conflict(
                    "",
                    "'%s' has %d tokens (expected: fewer than %d; revoke some)"
                            .formatted(person.name(), living, LIVING_MAX));
        }
    }

    AccessToken token(Person person, String of, Wanted wanted, String text, boolean session) {
        return new AccessToken(
                registry.freshId(AccessToken.PREFIX),
                wanted.label(),
                of,
                person.name(),
                wanted.project(),
                Mint.hash(text),
                text.substring(0, Mint.SHOWN),
                wanted.bounds(),
                session,
                registry.now(),
                Instant.MAX);
    }

    /** The first of a new person: to ask models where it has a plan, to run this where it does. */
    AccessToken first(Person person, String text) {
        Set<Scope> scopes =
                person.operator()
                        ? Scope.session(Role.OPERATOR)
                        : person.plan().isEmpty() ? Set.of(Scope.USAGE_READ) : Scope.MEMBERS;
        Wanted wanted = new Wanted("", "first", "", Bounds.of(scopes));
        return token(person, person.name(), wanted, text, false);
    }

    static Minted minted(AccessToken token, String text) {
        return new Minted(token, new Secret(text));
    }

    /** What ended long ago. */
    List<Entry> withered(Roster roster, Person person) {
        Instant before = registry.now().minus(KEPT);
        return List.copyOf(
                roster.tokens(t -> t.person().equals(person.name()) && !t.livesAt(before)));
    }

    /** The tokens the actor may see of an account: its own, or all where it manages that. */
    public List<AccessToken> list(Actor actor, String of) throws Declined {
        Roster roster = registry.roster();
        String name = of.isEmpty() ? actor.name() : of;
        May.holder(roster, actor, name);
        boolean all = May.owns(roster, actor, name);
        return roster.tokens(t ->
                (t.holder().equals(name) || t.person().equals(name))
                        && (all || t.person().equals(actor.name())));
    }

    /** Ends a token, at once. */
    public AccessToken revoke(Actor actor, String id) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    AccessToken token =
                            roster.token(id)
                                    .filter(t ->
                                            t.person().equals(actor.name())
                                                    || May.owns(roster, actor, t.holder()))
                                    .orElseThrow(() -> Declined.notFound("token", id));
                    return token.revoked()
                            ? Draft.none(token)
                            : Draft.put(token.revoked(registry.now()));
                });
    }

    /** All those, ended. */
    List<Entry> revoked(List<AccessToken> tokens) {
        List<Entry> ended = new ArrayList<>();
        tokens.stream()
                .filter(token -> !token.revoked())
                .forEach(token -> ended.add(token.revoked(registry.now())));
        return ended;
    }
}
