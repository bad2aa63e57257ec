package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Brought;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.members.OwnAccount;
import dev.freeway.members.OwnAccounts;
import dev.freeway.members.OwnAccounts.Wanted;
import dev.freeway.members.Registry;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.Set;

/** {@code /api/keys}. Of a key itself nothing is ever answered. */
final class Keys {
    static final Set<String> NEW =
            Set.of("of", "project", "shared", "provider", "name", "key", "facts", "order", "test");
    static final Set<String> CHANGED = Set.of("order");

    private final Registry registry;
    private final Trial trial;

    Keys(Registry registry, Trial trial) {
        this.registry = registry;
        this.trial = trial;
    }

    private OwnAccounts all() {
        return registry.ownAccounts();
    }

    Reply list(Asked asked) throws Declined {
        return Listing.of(
                asked, all().list(asked.who(), asked.query("of")), OwnAccount::id, this::view);
    }

    Reply bring(Asked asked) throws Declined {
        Fields body = asked.body();
        Wanted wanted =
                new Wanted(
                        body.text("of"),
                        body.text("project"),
                        body.flag("shared", false),
                        body.required("provider"),
                        body.optional("name").orElse("default"),
                        new Secret(body.required("key")),
                        body.words("facts"),
                        order(body));
        OwnAccount draft = all().draft(asked.who(), wanted);
        trial.check(wanted);
        List<Bound> found = List.of();
        if (body.flag("test", true)) {
            all().beginTrial(asked.who());
            found = trial.ask(draft, wanted.key());
        }
        ObjectNode view = view(all().bring(asked.who(), wanted));
        ArrayNode limits = view.putArray("limits");
        for (Bound bound : found) {
            limits.addObject()
                    .put("model", bound.key().subject())
                    .put("limit", bound.limit().id())
                    .put("meter", bound.limit().meter().id())
                    .put("amount", bound.limit().counter().amount());
        }
        return Reply.created(view);
    }

    private static Brought.Order order(Fields body) throws Declined {
        return body.one("order", Brought.Order.class).orElse(Brought.Order.FIRST);
    }

    Reply order(Asked asked) throws Declined {
        return Reply.ok(view(all().order(asked.who(), asked.named("id"), order(asked.body()))));
    }

    Reply end(Asked asked) throws Declined {
        return Reply.ok(view(all().end(asked.who(), asked.named("id"))));
    }

    private ObjectNode view(OwnAccount own) {
        ObjectNode view =
                Json.object()
                        .put("id", own.id())
                        .put("holder", own.holder())
                        .put("project", own.project())
                        .put("shared", own.shared())
                        .put("provider", own.provider())
                        .put("name", own.name())
                        .put("fingerprint", own.fingerprint())
                        .put("order", Fields.lower(own.order()))
                        .put("state", all().key(own).isPresent() ? "active" : "unreadable")
                        .put("created_at", own.createdAt().toString());
        ObjectNode facts = view.putObject("facts");
        own.facts().forEach(facts::put);
        return view;
    }
}
