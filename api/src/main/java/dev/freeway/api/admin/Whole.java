package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Bearer;
import dev.freeway.core.member.Plan;
import dev.freeway.members.AuditLine;
import dev.freeway.members.Declined;
import dev.freeway.members.Difference;
import dev.freeway.members.Registry;
import dev.freeway.members.Scope;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What concerns no single one: {@code /api/plans}, {@code me}, {@code audit}, {@code config}. */
final class Whole {
    static final Set<String> SECTIONS = Set.of("members", "organisations", "projects", "tokens");

    private final Registry registry;
    private final Supplier<List<Plan>> plans;

    Whole(Registry registry, Supplier<List<Plan>> plans) {
        this.registry = registry;
        this.plans = plans;
    }

    Reply plans(Asked asked) throws Declined {
        Instant now = registry.now();
        return Listing.of(asked, plans.get(), Plan::id, plan -> Views.of(plan, now));
    }

    /** Whose token it is, and what it is for. */
    Reply me(Asked asked) throws Declined {
        Bearer bearer = asked.bearer().orElseThrow(() -> Declined.forbidden("That is for tokens."));
        ObjectNode me =
                Json.object()
                        .put("id", bearer.mandate().person())
                        .put("holder", bearer.member().name())
                        .put("plan", bearer.member().plan().id())
                        .put("token_id", bearer.mandate().token())
                        .put("project", bearer.mandate().project())
                        .put("role", role(asked));
        Views.bounds(me, bearer.mandate().bounds());
        ArrayNode organisations = me.putArray("organisations");
        asked.actor()
                .ifPresent(actor ->
                        registry.roster()
                                .organisations()
                                .filter(o -> o.rank(actor.person().name()).isPresent())
                                .forEach(o -> organisations.add(o.name())));
        return Reply.ok(me);
    }

    private static String role(Asked asked) {
        return asked.actor()
                .map(actor -> Fields.lower(actor.person().role()))
                .orElseGet(() ->
                        asked.bearer().filter(b -> b.mandate().has(Scope.GATEWAY_READ)).isPresent()
                                ? "operator"
                                : "member");
    }

    /** Newest first; {@code after} is the sequence of the last one seen. */
    Reply audit(Asked asked) throws Declined {
        int limit = Listing.limit(asked);
        String after = asked.query("after");
        if (!after.matches("\\d{0,18}")) {
            throw Declined.invalid("after", "after: '%s' (expected: a sequence)".formatted(after));
        }
        long before = after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
        AuditLine.Sought sought =
                new AuditLine.Sought(asked.query("actor"), asked.query("kind"), asked.query("id"));
        List<AuditLine> lines = registry.audit(asked.who(), sought, before, limit);
        ObjectNode page = Json.object();
        ArrayNode data = page.putArray("data");
        lines.forEach(line -> data.add(Views.of(line)));
        if (lines.size() < limit) {
            page.putNull("next");
        } else {
            page.put("next", Long.toString(lines.getLast().sequence()));
        }
        return Reply.ok(page);
    }

    Reply config(Asked asked) throws Declined {
        return Reply.ok(Declaring.json(registry.declarations().export(asked.who())));
    }

    Reply apply(Asked asked) throws Declined {
        boolean dry = asked.query("dry_run").equals("true");
        List<Difference> differences =
                registry.declarations()
                        .apply(asked.who(), Declaring.read(asked.body(), registry), dry);
        ObjectNode page = Json.object().put("dry_run", dry);
        ArrayNode data = page.putArray("changes");
        differences.forEach(difference ->
                data.addObject()
                        .put("what", difference.what())
                        .put("kind", difference.kind().word())
                        .put("id", difference.id()));
        return Reply.ok(page);
    }
}
