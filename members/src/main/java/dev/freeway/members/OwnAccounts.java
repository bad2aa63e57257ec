package dev.freeway.members;

import dev.freeway.core.catalog.Brought;
import dev.freeway.core.catalog.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes in accounts that members bring, and gives them up again. Thread-safe. */
public final class OwnAccounts {
    /** How many one may bring. */
    public static final int BROUGHT_MAX = 50;

    /** What may stand in a header, and is no key of a joke's length. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,1000}");

    private final Registry registry;

    OwnAccounts(Registry registry) {
        this.registry = registry;
    }

    /**
     * What is to be brought.
     *
     * @param of whose it is to be, or empty for the maker's own
     * @param project of theirs, which alone it is to serve, or empty for all
     * @param shared that it is to be everybody's; then it is of nobody and no project
     */
    public record Wanted(
            String of,
            String project,
            boolean shared,
            String provider,
            String name,
            Secret key,
            Map<String, String> facts,
            Brought.Order order) {
        public Wanted {
            facts = Map.copyOf(facts);
        }
    }

    /** The account as it would be; nothing is kept. Declines what {@link #bring} would. */
    public OwnAccount draft(Actor actor, Wanted wanted) throws Declined {
        return draft(registry.roster(), actor, wanted);
    }

    /**
     * Counts that a key is about to be tried at its provider, whoever it is for: who may guess as
     * often as wanted finds other people's.
     */
    public void beginTrial(Actor actor) throws Declined {
        registry.trials().begin(actor.name());
    }

    /** Keeps it, its key sealed. */
    public OwnAccount bring(Actor actor, Wanted wanted) throws Declined {
        return registry.change(
                actor.signature(), roster -> Draft.put(draft(roster, actor, wanted)));
    }

    private OwnAccount draft(Roster roster, Actor actor, Wanted wanted) throws Declined {
        String holder = holder(roster, actor, wanted);
        if (!registry.seal().ready()) {
            throw Declined.conflict(
                    "key",
                    "key: there is nothing to seal it with (expected: a gateway whose operator set"
                            + " FREEWAY_MASTER_KEY, the same on every replica)");
        }
        if (!Names.good(wanted.name())) {
            throw Declined.invalid("name", Names.wrong("name", wanted.name()));
        }
        String key = wanted.key().reveal();
        if (!KEY.matcher(key).matches()) {
            throw Declined.invalid(
                    "key",
                    "key: %d characters (expected: 8 to 1000, none a space)"
                            .formatted(key.length()));
        }
        String id = OwnAccount.id(key);
        if (roster.ownAccount(id).isPresent()) {
            throw Declined.conflict(
                    "key",
                    "key: it is here already (expected: one that nobody brought: limits belong to"
                            + " the account, and it has them once)");
        }
        requireRoom(roster, holder, wanted);
        return new OwnAccount(
                id,
                holder,
                wanted.project(),
                wanted.provider(),
                wanted.name(),
                registry.seal().seal(key, OwnAccount.place(id, holder, wanted.project())),
                wanted.facts(),
                wanted.order(),
                registry.now());
    }

    private static String holder(Roster roster, Actor actor, Wanted wanted) throws Declined {
        if (wanted.shared()) {
            May.operate(actor);
            if (!wanted.of().isEmpty() || !wanted.project().isEmpty()) {
                throw Declined.invalid(
                        "shared", "shared: true (expected: then neither of nor project)");
            }
            return OwnAccount.EVERYBODY;
        }
        String holder = wanted.of().isEmpty() ? actor.name() : wanted.of();
        May.managed(roster, actor, holder);
        if (!wanted.project().isEmpty() && roster.project(holder, wanted.project()).isEmpty()) {
            throw Declined.notFound("project", Project.id(holder, wanted.project()));
        }
        return holder;
    }

    private static void requireRoom(Roster roster, String holder, Wanted wanted) throws Declined {
        List<OwnAccount> there = roster.ownAccounts(holder);
        boolean taken =
                there.stream()
                        .anyMatch(own ->
                                own.provider().equals(wanted.provider())
                                        && own.name().equals(wanted.name()));
        if (taken || there.size() >= BROUGHT_MAX) {
            throw Declined.conflict(
                    "name",
                    "name: '%s' (expected: one that %s has not yet at %s, and at most %d keys)"
                            .formatted(
                                    wanted.name(),
                                    holder.isEmpty() ? "the gateway" : "'" + holder + "'",
                                    wanted.provider(),
                                    BROUGHT_MAX));
        }
    }

    /** Those of an account that the actor manages; of an operator's own, everybody's too. */
    public List<OwnAccount> list(Actor actor, String of) throws Declined {
        Roster roster = registry.roster();
        String holder = of.isEmpty() ? actor.name() : of;
        May.managed(roster, actor, holder);
        List<OwnAccount> everybodys =
                of.isEmpty() && actor.operates()
                        ? roster.ownAccounts(OwnAccount.EVERYBODY)
                        : List.of();
        return Stream.concat(roster.ownAccounts(holder).stream(), everybodys.stream())
                .sorted(Comparator.comparing(OwnAccount::id))
                .toList();
    }

    /** Says when it is spent. */
    public OwnAccount order(Actor actor, String id, Brought.Order order) throws Declined {
        return registry.change(
                actor.signature(), roster -> Draft.put(managed(roster, actor, id).spent(order)));
    }

    /** Gives it up, and its key with it, at once. */
    public OwnAccount end(Actor actor, String id) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    OwnAccount own = managed(roster, actor, id);
                    return new Draft<>(List.of(), List.of(own), own);
                });
    }

    private static OwnAccount managed(Roster roster, Actor actor, String id) throws Declined {
        Optional<OwnAccount> own =
                roster.ownAccount(id).filter(found -> May.knows(roster, actor, found.holder()));
        if (own.isEmpty()) {
            throw Declined.notFound("key", id);
        }
        if (!own.get().shared()) {
            May.managed(roster, actor, own.get().holder());
        }
        return own.get();
    }

    /** Its key, to ask its provider with; empty where what is kept was not sealed for it. */
    public Optional<Secret> key(OwnAccount own) {
        return registry.seal()
                .open(own.sealed(), own.place())
                .filter(key -> OwnAccount.id(key).equals(own.id()))
                .map(Secret::new);
    }
}
