package dev.freeway.app;

import dev.freeway.api.Bearer;
import dev.freeway.api.Tokens;
import dev.freeway.app.config.Catalog;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.member.Allowance;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Plan;
import dev.freeway.core.member.Purse;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.members.AccessToken;
import dev.freeway.members.Bounds;
import dev.freeway.members.CreditGrant;
import dev.freeway.members.Found;
import dev.freeway.members.Holder;
import dev.freeway.members.Mandate;
import dev.freeway.members.Registry;
import dev.freeway.members.Roster;
import dev.freeway.members.Scope;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Who comes with a token: one of the configuration file, or a member's. Thread-safe. */
final class Bearers implements Tokens {
    /** The fact by which plans tell who consents to the keeping of what is said. */
    private static final Map<String, String> SHARES = Map.of("shares_data", "yes");

    private final Supplier<Snapshot> now;
    private final Registry registry;
    private final Catalog catalog;

    Bearers(Supplier<Snapshot> now, Registry registry, Catalog catalog) {
        this.now = now;
        this.registry = registry;
        this.catalog = catalog;
    }

    @Override
    public Bearer bearer(String token) throws Unknown {
        Optional<Bearer> configured = now.get().bearer(token);
        if (configured.isPresent()) {
            return configured.get();
        }
        return switch (registry.find(token)) {
            case Found.Known known -> bearer(known);
            case Found.Unknown(String why) -> throw new Unknown(why);
        };
    }

    private Bearer bearer(Found.Known known) {
        AccessToken token = known.token();
        Optional<Plan> plan = catalog.plan(known.holder().plan());
        Bounds bounds = plan.isPresent() ? token.bounds() : token.bounds().with(withoutPlan(token));
        boolean operator =
                known.person().operator() && known.holder().name().equals(known.person().name());
        Member member =
                plan.orElse(Plan.NONE)
                        .member(known.holder().name(), operator, now.get().config().demands());
        Allowance allowance =
                accounted(member.allowance(), member.name())
                        .within(token.budgets(), token.bounds().models());
        return new Bearer(
                new Member(member.name(), token.project(), operator, member.demands(), allowance),
                member.plan().habits(),
                new Mandate(token.id(), known.person().name(), token.project(), bounds));
    }

    /** With what is so of the account: its credits, what it may be billed, what it consents to. */
    private Allowance accounted(Allowance allowance, String holder) {
        Roster roster = registry.roster();
        List<Bound> pots = roster.openGrants(holder).stream().map(CreditGrant::pot).toList();
        return allowance
                .knowing(roster.consent(holder).isPresent() ? SHARES : Map.of())
                .with(pots.isEmpty() ? Purse.EMPTY : new Purse(pots))
                .billing(roster.ceilings(holder));
    }

    /** Without anything granted nothing is asked of models: no plan is not no limit. */
    private static Set<Scope> withoutPlan(AccessToken token) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        token.bounds().scopes().stream().filter(s -> !s.infers()).forEach(scopes::add);
        return scopes;
    }

    /** The limit of a member that is counted under that key, as it is then. */
    Optional<Limit> limit(CounterKey key, Instant at) {
        if (!key.provider().equals(CounterKey.GRANTED)) {
            return Optional.empty();
        }
        if (Purse.holds(key)) {
            return registry.roster().grant(key.subject()).map(grant -> grant.pot().limit());
        }
        Optional<Limit> budget =
                registry.roster().token(key.subject()).stream()
                        .flatMap(token -> token.budgets().stream())
                        .filter(bound -> bound.key().equals(key))
                        .map(Bound::limit)
                        .findFirst();
        return budget.or(
                () -> allowance(key.account()).flatMap(allowance -> allowance.limit(key, at)));
    }

    /** The limits of every account that hold whatever the model, as they are then. */
    Stream<Bound> limits(Instant at) {
        return registry.roster()
                .holders()
                .flatMap(holder -> allowance(holder).stream())
                .flatMap(allowance -> allowance.limits(at).stream());
    }

    /** What the account of that name may take, whatever the token. */
    Optional<Allowance> allowance(String account) {
        return registry.roster().holder(account).flatMap(this::allowance);
    }

    private Optional<Allowance> allowance(Holder holder) {
        return catalog.plan(holder.plan())
                .map(plan -> plan.member(holder.name(), false, Set.of()).allowance())
                .map(allowance -> accounted(allowance, holder.name()));
    }
}
