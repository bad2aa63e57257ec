package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.terms.Words;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.member.Plan;
import dev.freeway.members.AccessToken;
import dev.freeway.members.AuditLine;
import dev.freeway.members.Bounds;
import dev.freeway.members.Minted;
import dev.freeway.members.Organisation;
import dev.freeway.members.Person;
import dev.freeway.members.Project;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What is kept, as it is shown. No hash of anything is. */
final class Views {
    private Views() {}

    static ObjectNode of(Person person) {
        return Json.object()
                .put("id", person.name())
                .put("name", person.name())
                .put("email", person.email())
                .put("email_verified", person.mailbox().isPresent())
                .put("role", Fields.lower(person.role()))
                .put("plan", person.plan())
                .put("state", Fields.lower(person.state()))
                .put("logs_in", !person.password().isEmpty())
                .put("created_at", person.createdAt().toString());
    }

    static ObjectNode of(Organisation organisation, boolean withPeople) {
        ObjectNode view =
                Json.object()
                        .put("id", organisation.name())
                        .put("name", organisation.name())
                        .put("plan", organisation.plan())
                        .put("state", Fields.lower(organisation.state()))
                        .put("created_at", organisation.createdAt().toString());
        if (withPeople) {
            ObjectNode people = view.putObject("people");
            organisation.people().forEach((name, rank) -> people.put(name, Fields.lower(rank)));
        }
        return view;
    }

    static ObjectNode of(Project project) {
        return Json.object()
                .put("id", project.id())
                .put("holder", project.holder())
                .put("name", project.name())
                .put("created_at", project.createdAt().toString());
    }

    static ObjectNode of(AccessToken token, Optional<Instant> used) {
        ObjectNode view =
                Json.object()
                        .put("id", token.id())
                        .put("label", token.label())
                        .put("start", token.start())
                        .put("holder", token.holder())
                        .put("person", token.person())
                        .put("project", token.project())
                        .put("session", token.session())
                        .put("created_at", token.createdAt().toString());
        bounds(view, token.bounds());
        time(view, "revoked_at", token.revokedAt());
        time(view, "last_used_at", used.orElse(Instant.MAX));
        return view;
    }

    static void bounds(ObjectNode view, Bounds bounds) {
        texts(view.putArray("scopes"), bounds.scopes().stream().map(s -> s.id()).toList());
        texts(view.putArray("models"), bounds.models());
        ArrayNode budgets = view.putArray("budgets");
        bounds.budgets()
                .forEach(budget ->
                        budgets.addObject()
                                .put("meter", budget.meter().id())
                                .put("amount", budget.amount())
                                .put("per", budget.per().id()));
        texts(view.putArray("networks"), bounds.networks());
        time(view, "expires_at", bounds.expiresAt());
    }

    /** A token's text is told here, and nowhere again. */
    static ObjectNode withText(ObjectNode view, Minted minted) {
        return view.put("token", minted.text().reveal()).put("token_id", minted.token().id());
    }

    static ObjectNode of(AuditLine line) {
        return Json.object()
                .put("sequence", line.sequence())
                .put("at", line.at().toString())
                .put("actor", line.actor())
                .put("kind", line.kind())
                .put("id", line.id())
                .put("what", line.what());
    }

    /** With the limits that hold of whoever is on it, as of now. */
    static ObjectNode of(Plan plan, Instant now) {
        ObjectNode view = Json.object().put("id", plan.id()).put("name", plan.name());
        ArrayNode limits = view.putArray("limits");
        plan.terms().clauses().stream()
                .filter(clause -> clause.when().holds(plan.facts(), now))
                .forEach(clause -> limits.add(of(clause)));
        return view;
    }

    private static ObjectNode of(Clause clause) {
        return Json.object()
                .put("limit", clause.limit().id())
                .put("meter", clause.limit().meter().id())
                .put("amount", clause.limit().counter().amount())
                .put("shape", Words.shape(clause.limit().counter()))
                .put("models", clause.models())
                .put("tier", clause.tier());
    }

    static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    /** Null where that never is. */
    static void time(ObjectNode view, String name, Instant at) {
        if (at.equals(Instant.MAX)) {
            view.putNull(name);
        } else {
            view.put(name, at.toString());
        }
    }
}
