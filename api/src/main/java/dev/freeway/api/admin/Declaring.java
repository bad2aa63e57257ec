package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.members.AccessToken;
import dev.freeway.members.Declared;
import dev.freeway.members.Declined;
import dev.freeway.members.Organisation;
import dev.freeway.members.Person;
import dev.freeway.members.Project;
import dev.freeway.members.Rank;
import dev.freeway.members.Registry;
import dev.freeway.members.Role;
import dev.freeway.members.State;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A declaration as JSON, and back. */
final class Declaring {
    private static final int LISTED_MAX = 100_000;
    private static final Set<String> PERSON = Set.of("name", "email", "role", "plan", "state");
    private static final Set<String> ORGANISATION = Set.of("name", "plan", "state", "people");
    private static final Set<String> PROJECT = Set.of("holder", "name");
    private static final Set<String> TOKEN =
            Set.of(
                    "id",
                    "label",
                    "holder",
                    "person",
                    "project",
                    "hash",
                    "start",
                    "scopes",
                    "models",
                    "budgets",
                    "networks",
                    "expires_at");

    private Declaring() {}

    static ObjectNode json(Declared declared) {
        ObjectNode page = Json.object();
        ArrayNode members = page.putArray("members");
        declared.people().orElse(List.of()).forEach(person -> members.add(person(person)));
        ArrayNode organisations = page.putArray("organisations");
        declared.organisations()
                .orElse(List.of())
                .forEach(organisation ->
                        organisations.add(
                                Views.of(organisation, true).without(List.of("id", "created_at"))));
        ArrayNode projects = page.putArray("projects");
        declared.projects()
                .orElse(List.of())
                .forEach(project ->
                        projects.addObject()
                                .put("holder", project.holder())
                                .put("name", project.name()));
        ArrayNode tokens = page.putArray("tokens");
        declared.tokens().orElse(List.of()).forEach(token -> tokens.add(token(token)));
        return page;
    }

    private static ObjectNode person(Person person) {
        return Json.object()
                .put("name", person.name())
                .put("email", person.email())
                .put("role", Fields.lower(person.role()))
                .put("plan", person.plan())
                .put("state", Fields.lower(person.state()));
    }

    private static ObjectNode token(AccessToken token) {
        ObjectNode view =
                Json.object()
                        .put("id", token.id())
                        .put("label", token.label())
                        .put("holder", token.holder())
                        .put("person", token.person())
                        .put("project", token.project())
                        .put("hash", token.hash())
                        .put("start", token.start());
        Views.bounds(view, token.bounds());
        return view;
    }

    static Declared read(Fields body, Registry registry) throws Declined {
        Instant now = registry.now();
        List<Person> people = new ArrayList<>();
        for (Fields one : body.objects("members", LISTED_MAX, PERSON)) {
            people.add(person(one, now));
        }
        List<Organisation> organisations = new ArrayList<>();
        for (Fields one : body.objects("organisations", LISTED_MAX, ORGANISATION)) {
            organisations.add(organisation(one, now));
        }
        List<Project> projects = new ArrayList<>();
        for (Fields one : body.objects("projects", LISTED_MAX, PROJECT)) {
            projects.add(
                    sound(() -> new Project(one.required("holder"), one.required("name"), now)));
        }
        List<AccessToken> tokens = new ArrayList<>();
        for (Fields one : body.objects("tokens", LISTED_MAX, TOKEN)) {
            tokens.add(token(one, now));
        }
        return new Declared(
                section(body, "members", people),
                section(body, "organisations", organisations),
                section(body, "projects", projects),
                section(body, "tokens", tokens));
    }

    private static <T> Optional<List<T>> section(Fields body, String name, List<T> read) {
        return body.has(name) ? Optional.of(List.copyOf(read)) : Optional.empty();
    }

    /** Makes a value that checks itself. */
    @FunctionalInterface
    private interface Making<T> {
        T make() throws Declined;
    }

    private static <T> T sound(Making<T> making) throws Declined {
        try {
            return making.make();
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            throw Declined.invalid(said.split(":", 2)[0], said);
        }
    }

    private static Person person(Fields one, Instant now) throws Declined {
        return sound(() ->
                new Person(
                        one.required("name"),
                        one.text("email"),
                        one.one("role", Role.class).orElse(Role.MEMBER),
                        one.text("plan"),
                        served(one),
                        "",
                        now));
    }

    private static State served(Fields one) throws Declined {
        State state = one.one("state", State.class).orElse(State.ACTIVE);
        if (state == State.REMOVED) {
            throw Declined.invalid("state", "state: 'removed' (expected: active, suspended)");
        }
        return state;
    }

    private static Organisation organisation(Fields one, Instant now) throws Declined {
        Map<String, Rank> people = new TreeMap<>();
        for (Map.Entry<String, String> person : one.words("people").entrySet()) {
            people.put(person.getKey(), Fields.word("people", person.getValue(), Rank.class));
        }
        return sound(() ->
                new Organisation(one.required("name"), one.text("plan"), served(one), people, now));
    }

    private static AccessToken token(Fields one, Instant now) throws Declined {
        return new AccessToken(
                one.required("id"),
                one.text("label"),
                one.required("holder"),
                one.required("person"),
                one.text("project"),
                one.required("hash"),
                one.text("start"),
                Tokens.bounds(one),
                false,
                now,
                Instant.MAX);
    }
}
