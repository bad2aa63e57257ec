package dev.freeway.members;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Founds, changes and removes organisations and projects. Thread-safe. */
public final class Organisations {
    private static final int PROJECTS_MAX = 100;

    private final Registry registry;

    Organisations(Registry registry) {
        this.registry = registry;
    }

    /** Founds one; for operators. */
    public Organisation found(Actor actor, String name, String plan, String owner) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    May.operate(actor);
                    registry.requireFree(roster, name);
                    registry.requirePlan(plan);
                    Map<String, Rank> people =
                            owner.isEmpty()
                                    ? Map.of()
                                    : Map.of(May.person(roster, actor, owner).name(), Rank.OWNER);
                    return Draft.put(
                            new Organisation(name, plan, State.ACTIVE, people, registry.now()));
                });
    }

    /** Those the actor may see, by name. */
    public List<Organisation> list(Actor actor) {
        return registry.roster()
                .organisations()
                .filter(o -> actor.operates() || o.rank(actor.name()).isPresent())
                .toList();
    }

    /** The one of that name. */
    public Organisation show(Actor actor, String name) throws Declined {
        return May.organisation(registry.roster(), actor, name);
    }

    /** Whether the actor manages that one, and so sees its people. */
    public boolean owns(Actor actor, String name) {
        return May.owns(registry.roster(), actor, name);
    }

    /** Changes what is said; for operators. */
    public Organisation change(
            Actor actor, String name, Optional<String> plan, Optional<State> state)
            throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    Organisation next = May.organisation(roster, actor, name);
                    May.operate(actor);
                    if (plan.isPresent()) {
                        registry.requirePlan(plan.get());
                        next = next.withPlan(plan.get());
                    }
                    return Draft.put(state.isPresent() ? next.with(state.get()) : next);
                });
    }

    /** Takes it away with its projects and tokens; the name stays taken. For operators. */
    public Organisation remove(Actor actor, String name) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    Organisation organisation = May.organisation(roster, actor, name);
                    May.operate(actor);
                    List<Entry> removes = roster.belongings(organisation);
                    return new Draft<>(List.of(organisation.gone()), removes, organisation);
                });
    }

    /**
     * Makes a person of an organisation that. Its owners do so to those who are in it, and invite
     * others; operators to anybody.
     */
    public Organisation place(Actor actor, String name, String person, Rank rank) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    Organisation organisation = May.owned(roster, actor, name);
                    boolean known =
                            (actor.operates() && roster.person(person).isPresent())
                                    || organisation.rank(person).isPresent();
                    if (!known) {
                        throw Declined.notFound("member", person);
                    }
                    requireAnOwner(actor, organisation, person, rank == Rank.OWNER);
                    return Draft.put(organisation.with(person, rank));
                });
    }

    /** Takes a person out of an organisation: for its owners, and for the person itself. */
    public Organisation dismiss(Actor actor, String name, String person) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    Organisation organisation =
                            actor.name().equals(person)
                                    ? May.organisation(roster, actor, name)
                                    : May.owned(roster, actor, name);
                    if (organisation.rank(person).isEmpty()) {
                        throw Declined.notFound("member", person);
                    }
                    requireAnOwner(actor, organisation, person, false);
                    List<Entry> removes =
                            List.copyOf(
                                    roster.tokens(t ->
                                            t.holder().equals(name) && t.person().equals(person)));
                    return new Draft<>(
                            List.of(organisation.without(person)), removes, organisation);
                });
    }

    /** Only an operator leaves an organisation without one. */
    private static void requireAnOwner(
            Actor actor, Organisation organisation, String person, boolean stays) throws Declined {
        boolean others =
                organisation.people().entrySet().stream()
                        .anyMatch(e -> e.getValue() == Rank.OWNER && !e.getKey().equals(person));
        boolean was = organisation.rank(person).equals(Optional.of(Rank.OWNER));
        if (was && !stays && !others && !actor.operates()) {
            throw Declined.conflict(
                    "", "'%s' is the last owner; make another first.".formatted(person));
        }
    }

    /** Begins a project; for whoever manages the account. */
    public Project begin(Actor actor, String of, String name) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    String holder = of.isEmpty() ? actor.name() : of;
                    May.managed(roster, actor, holder);
                    if (!Names.good(name)) {
                        throw Declined.invalid("name", Names.wrong("name", name));
                    }
                    long there = roster.projects().filter(p -> p.holder().equals(holder)).count();
                    if (roster.project(holder, name).isPresent() || there >= PROJECTS_MAX) {
                        throw Declined.conflict(
                                "name",
                                "name: '%s' (expected: one that '%s' has not yet, and at most %d)"
                                        .formatted(name, holder, PROJECTS_MAX));
                    }
                    return Draft.put(new Project(holder, name, registry.now()));
                });
    }

    /** The projects of accounts the actor may use. */
    public List<Project> projects(Actor actor) {
        Roster roster = registry.roster();
        List<String> shared = roster.organisationsOf(actor.name());
        return roster.projects()
                .filter(p ->
                        actor.operates()
                                || p.holder().equals(actor.name())
                                || shared.contains(p.holder()))
                .toList();
    }

    /** Ends a project, with its tokens and its own accounts. */
    public Project end(Actor actor, String holder, String name) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    May.managed(roster, actor, holder);
                    Project project =
                            roster.project(holder, name)
                                    .orElseThrow(() ->
                                            Declined.notFound("project", Project.id(holder, name)));
                    List<Entry> removes = roster.belongings(project);
                    removes.add(project);
                    return new Draft<>(List.of(), removes, project);
                });
    }
}
