package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.quota.Meter;
import dev.freeway.members.AccessToken;
import dev.freeway.members.Bounds;
import dev.freeway.members.Budget;
import dev.freeway.members.Declined;
import dev.freeway.members.Minted;
import dev.freeway.members.Registry;
import dev.freeway.members.Scope;
import dev.freeway.members.TokenDesk.Wanted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code /api/tokens}. */
final class Tokens {
    static final Set<String> NEW =
            Set.of(
                    "of",
                    "label",
                    "project",
                    "scopes",
                    "models",
                    "budgets",
                    "networks",
                    "expires_at");
    private static final Set<String> BUDGET = Set.of("meter", "amount", "per");

    private final Registry registry;

    Tokens(Registry registry) {
        this.registry = registry;
    }

    private ObjectNode view(AccessToken token) {
        return Views.of(token, registry.lastUse(token.id()));
    }

    Reply list(Asked asked) throws Declined {
        return Listing.of(
                asked,
                registry.tokens().list(asked.who(), asked.query("of")),
                AccessToken::id,
                this::view);
    }

    Reply make(Asked asked) throws Declined {
        Fields body = asked.body();
        Wanted wanted =
                new Wanted(body.text("of"), body.text("label"), body.text("project"), bounds(body));
        Minted minted = registry.tokens().make(asked.who(), wanted);
        return Reply.created(Views.withText(view(minted.token()), minted));
    }

    /** What a token is for: by default what a member's first is. */
    static Bounds bounds(Fields body) throws Declined {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String id : body.texts("scopes", Scope.values().length)) {
            scopes.add(
                    Scope.of(id)
                            .orElseThrow(() ->
                                    Declined.invalid(
                                            "scopes",
                                            "scopes: '%s' (expected: %s)".formatted(id, all()))));
        }
        try {
            return new Bounds(
                    body.has("scopes") ? scopes : Scope.MEMBERS,
                    body.texts("models", Bounds.LISTED_MAX),
                    budgets(body),
                    body.texts("networks", Bounds.LISTED_MAX),
                    body.until("expires_at"));
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            throw Declined.invalid(said.split(":", 2)[0], said);
        }
    }

    private static String all() {
        return String.join(", ", List.of(Scope.values()).stream().map(Scope::id).toList());
    }

    private static List<Budget> budgets(Fields body) throws Declined {
        List<Budget> budgets = new ArrayList<>();
        for (Fields budget : body.objects("budgets", Bounds.LISTED_MAX, BUDGET)) {
            Meter meter = Fields.word("budgets", budget.required("meter"), Meter.class);
            Budget.Per per = Fields.word("budgets", budget.required("per"), Budget.Per.class);
            budgets.add(new Budget(meter, budget.whole("amount"), per));
        }
        return budgets;
    }

    Reply revoke(Asked asked) throws Declined {
        return Reply.ok(view(registry.tokens().revoke(asked.who(), asked.named("id"))));
    }
}
