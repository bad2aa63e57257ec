package dev.freeway.members;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says who is served, and makes it so; for operators. Thread-safe. */
public final class Declarations {
    private final Registry registry;

    Declarations(Registry registry) {
        this.registry = registry;
    }

    /** Everything that can be declared. */
    public Declared export(Actor actor) throws Declined {
        May.operate(actor);
        Roster roster = registry.roster();
        return new Declared(
                Optional.of(roster.people().toList()),
                Optional.of(roster.organisations().toList()),
                Optional.of(roster.projects().toList()),
                Optional.of(roster.tokens(t -> declarable(t))));
    }

    private static boolean declarable(AccessToken token) {
        return !token.session() && !token.revoked();
    }

    /** Makes it so, in one step, and says what was otherwise. Done again, it does nothing. */
    public List<Difference> apply(Actor actor, Declared declared, boolean dry) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    May.operate(actor);
                    Plan plan = new Plan(roster, actor);
                    plan.people(declared);
                    plan.organisations(declared);
                    plan.projects(declared);
                    plan.tokens(declared);
                    plan.check();
                    return dry
                            ? Draft.none(plan.differences)
                            : new Draft<>(plan.puts, List.copyOf(plan.removes), plan.differences);
                });
    }

    /** What has to be done, as it is found. */
    private final class Plan {
        private final Roster roster;
        private final Actor actor;
        private final List<Entry> puts = new ArrayList<>();
        private final Set<Entry> removes = new LinkedHashSet<>();
        private final List<Difference> differences = new ArrayList<>();
        private final Map<String, Person> people = new HashMap<>();
        private final Map<String, Organisation> organisations = new HashMap<>();
        private final Set<String> projects = new HashSet<>();

        Plan(Roster roster, Actor actor) {
            this.roster = roster;
            this.actor = actor;
            roster.people().forEach(person -> people.put(person.name(), person));
            roster.organisations().forEach(o -> organisations.put(o.name(), o));
            roster.projects().forEach(project -> projects.add(project.id()));
        }

        private void put(Entry entry, Optional<? extends Entry> before) {
            if (!before.equals(Optional.of(entry))) {
                puts.add(entry);
                differences.add(
                        new Difference(
                                before.isEmpty() ? "create" : "change", entry.kind(), entry.id()));
            }
        }

        private void remove(Entry entry) {
            differences.add(new Difference("remove", entry.kind(), entry.id()));
        }

        void people(Declared declared) throws Declined {
            if (declared.people().isEmpty()) {
                return;
            }
            Set<String> wanted = new HashSet<>();
            for (Person person : declared.people().get()) {
                once(wanted, person);
                Optional<Person> before = roster.person(person.name());
                if (before.isEmpty()) {
                    registry.requireFree(roster, person.name());
                }
                registry.requirePlan(person.plan());
                People.requireEmail(person.email());
                Person next =
                        before.map(b -> kept(b, person))
                                .orElseGet(() -> person.reachedAt(person.email()));
                put(next, before);
                people.put(next.name(), next);
            }
            for (Person person : roster.people().filter(absent(wanted)).toList()) {
                remove(person);
                puts.add(person.gone());
                people.remove(person.name());
                removes.addAll(roster.belongings(person));
            }
        }

        /** What a declaration does not say stays. */
        private static Person kept(Person before, Person declared) {
            boolean same = before.email().equals(declared.email());
            return declared.since(before.createdAt())
                    .withPassword(before.password())
                    .reachedAt(same ? before.reached() : declared.email());
        }

        void organisations(Declared declared) throws Declined {
            Set<String> wanted = new HashSet<>();
            for (Organisation one : declared.organisations().orElse(List.of())) {
                once(wanted, one);
                Optional<Organisation> before = roster.organisation(one.name());
                if (before.isEmpty()) {
                    registry.requireFree(roster, one.name());
                }
                registry.requirePlan(one.plan());
                for (String person : one.people().keySet()) {
                    if (!people.containsKey(person)) {
                        throw Declined.notFound("member", person);
                    }
                }
                Organisation next = before.map(b -> one.since(b.createdAt())).orElse(one);
                put(next, before);
                organisations.put(next.name(), next);
            }
            if (declared.organisations().isPresent()) {
                for (Organisation one : roster.organisations().filter(absent(wanted)).toList()) {
                    remove(one);
                    puts.add(one.gone());
                    organisations.remove(one.name());
                    removes.addAll(roster.belongings(one));
                }
            }
        }

        void projects(Declared declared) throws Declined {
            Set<String> wanted = new HashSet<>();
            for (Project one : declared.projects().orElse(List.of())) {
                once(wanted, one);
                requireHolder(one.holder());
                if (!projects.contains(one.id())) {
                    put(one, Optional.empty());
                    projects.add(one.id());
                }
            }
            Stream<Project> stale =
                    declared.projects().isPresent()
                            ? roster.projects().filter(absent(wanted))
                            : roster.projects()
                                    .filter(p -> !people.containsKey(p.holder()))
                                    .filter(p -> !organisations.containsKey(p.holder()));
            for (Project one : stale.toList()) {
                remove(one);
                removes.add(one);
                removes.addAll(roster.belongings(one));
                projects.remove(one.id());
            }
        }

        void tokens(Declared declared) throws Declined {
            Set<String> wanted = new HashSet<>();
            for (AccessToken one : declared.tokens().orElse(List.of())) {
                once(wanted, one);
                requireHolder(one.holder());
                requireSound(one);
                Optional<AccessToken> before = roster.token(one.id());
                put(before.map(b -> one.since(b.createdAt())).orElse(one), before);
            }
            if (declared.tokens().isPresent()) {
                roster.tokens()
                        .filter(absent(wanted))
                        .filter(Declarations::declarable)
                        .filter(t -> !t.id().equals(actor.token().id()))
                        .filter(t -> !removes.contains(t))
                        .forEach(token -> {
                            remove(token);
                            removes.add(token);
                        });
            }
        }

        private void requireSound(AccessToken token) throws Declined {
            Set<Scope> scopes = token.bounds().scopes();
            boolean mixed =
                    scopes.stream().anyMatch(Scope::admin)
                            && scopes.stream().anyMatch(Scope::infers);
            boolean project =
                    token.project().isEmpty()
                            || projects.contains(Project.id(token.holder(), token.project()));
            boolean hash = token.hash().matches("[0-9a-f]{64}");
            if (mixed || !project || !hash || !people.containsKey(token.person())) {
                throw Declined.invalid(
                        "tokens",
                        "tokens: '%s' (expected: a person and project that are declared, a SHA-256 hash, and no admin scope beside models:read or predictions:write)"
                                .formatted(token.id()));
            }
        }

        private void requireHolder(String holder) throws Declined {
            if (!people.containsKey(holder) && !organisations.containsKey(holder)) {
                throw Declined.notFound("account", holder);
            }
        }

        private static void once(Set<String> seen, Entry entry) throws Declined {
            if (!seen.add(entry.id())) {
                throw Declined.invalid(
                        entry.kind().word(),
                        "%s: '%s' twice (expected: once)"
                                .formatted(entry.kind().word(), entry.id()));
            }
        }

        private static Predicate<Entry> absent(Set<String> wanted) {
            return entry -> !wanted.contains(entry.id());
        }

        /** Nobody takes the gateway from its operators by mistake. */
        void check() throws Declined {
            boolean self =
                    Optional.ofNullable(people.get(actor.name()))
                            .filter(Person::operates)
                            .isPresent();
            if (!self) {
                throw Declined.conflict(
                        "members",
                        "members: '%s' (expected: you stay an operator)".formatted(actor.name()));
            }
            Set<String> shared = new HashSet<>(people.keySet());
            shared.retainAll(organisations.keySet());
            if (!shared.isEmpty()) {
                throw Declined.conflict(
                        "organisations",
                        "organisations: %s (expected: names that no member has)".formatted(shared));
            }
        }
    }
}
