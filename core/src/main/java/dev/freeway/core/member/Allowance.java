package dev.freeway.core.member;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Glob;
import dev.freeway.core.catalog.Grant;
import dev.freeway.core.catalog.Holding;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a token lets its member take: by the plan of the account it belongs to, and within its own
 * bounds.
 *
 * @param holding the member's account under the plan
 * @param purse the account's credits
 * @param budgets limits of the token's own, whatever the model
 * @param models the only ones it may ask for, as globs; any where empty
 */
public record Allowance(
        Plan plan, Holding holding, Purse purse, List<Bound> budgets, List<String> models) {
    public Allowance {
        budgets = List.copyOf(budgets);
        models = List.copyOf(models);
    }

    /** The same, within bounds of its own. */
    public Allowance within(List<Bound> budgets, List<String> models) {
        return new Allowance(plan, holding, purse, budgets, models);
    }

    /** Whether every model is open to it, and all count alike. */
    public boolean plain() {
        return models.isEmpty() && plan.plain();
    }

    /** What a request takes that asks for {@code asked} and is served by that model. */
    public Grant grant(String asked, Model served, Instant now) {
        Grant planned = planned(plan.counted(asked, served), now);
        boolean covered = plan.terms().clauses().isEmpty() || !planned.limits().isEmpty();
        Optional<String> closed =
                kept(asked, served)
                        .or(planned::closed)
                        .or(() -> covered ? Optional.empty() : Optional.of(excluded(asked)));
        Stream<Bound> continued =
                planned.limits().stream()
                        .map(bound -> purse.continuing(bound, plan.terms().billings(), now));
        List<Bound> limits = Stream.concat(continued, budgets.stream()).toList();
        return new Grant(limits, closed, planned.tolls());
    }

    /** The same, served there: what the member brought takes nothing of the plan. */
    public Grant grant(String asked, Offer offer, Instant now) {
        return offer.account().brought()
                ? new Grant(budgets, kept(asked, offer.model()), List.of())
                : grant(asked, offer.model(), now);
    }

    /** Why the token may not ask for that, if it may not. */
    public Optional<String> kept(String asked, Model served) {
        boolean may =
                models.isEmpty()
                        || models.stream()
                                .anyMatch(glob ->
                                        Glob.matches(glob, asked)
                                                || Glob.matches(glob, served.id())
                                                || served.names().stream()
                                                        .anyMatch(
                                                                name -> Glob.matches(glob, name)));
        return may
                ? Optional.empty()
                : Optional.of("this token is for " + String.join(", ", models) + " alone");
    }

    private String excluded(String asked) {
        return "the plan %s does not include %s".formatted(plan.id(), asked);
    }

    private Grant planned(Model counted, Instant now) {
        return Grant.of(holding, counted, now, _ -> OptionalLong.empty());
    }

    /** The same, where that is so of the account beside what is so of all under its plan. */
    public Allowance knowing(Map<String, String> facts) {
        return new Allowance(plan, holding.knowing(facts), purse, budgets, models);
    }

    /** The same, with those credits. */
    public Allowance with(Purse credits) {
        return new Allowance(plan, holding, credits, budgets, models);
    }

    /** The same, where so much may be billed a calendar month, in micro-dollars by billing. */
    public Allowance billing(Map<String, Long> ceilings) {
        Holding allowed = holding.with(holding.permit().billing(ceilings));
        return new Allowance(plan, allowed, purse, budgets, models);
    }

    /** The limits that hold whatever the model. */
    public List<Bound> limits(Instant now) {
        Stream<Bound> ofPlan =
                plan.terms().clauses().stream()
                        .filter(Clause::coversAll)
                        .filter(clause -> clause.when().holds(holding.facts(), now))
                        .map(clause ->
                                new Bound(
                                        holding.key(CounterKey.SHARED, clause.limit().id()),
                                        clause.limit()));
        return Stream.concat(ofPlan, budgets.stream()).toList();
    }

    /** The limit that is counted under that key, as the terms are now. */
    public Optional<Limit> limit(CounterKey key, Instant now) {
        Stream<Bound> own = budgets.stream().filter(bound -> bound.key().equals(key));
        Stream<Limit> planned =
                plan.terms().clauses().stream()
                        .filter(clause -> clause.limit().id().equals(key.limit()))
                        .filter(clause -> clause.when().holds(holding.facts(), now))
                        .filter(clause -> counts(clause, key.subject()))
                        .map(Clause::limit);
        return Stream.concat(own.map(Bound::limit), planned)
                .findFirst()
                .or(() -> purse.limit(key))
                .or(() -> billed(key));
    }

    private Optional<Limit> billed(CounterKey key) {
        return plan.terms().billings().stream()
                .map(billing -> ceiling(billing.id()))
                .filter(bound -> bound.key().equals(key))
                .map(Bound::limit)
                .findFirst();
    }

    /** What was billed stays so, also where no more may be. */
    private Bound ceiling(String billing) {
        long most = holding.permit().billing().getOrDefault(billing, 1L);
        return Bound.ceiling(holding.grantor(), holding.account(), billing, most);
    }

    private boolean counts(Clause clause, String subject) {
        return switch (clause.per()) {
            case ACCOUNT -> subject.equals(CounterKey.SHARED);
            case TIER, MODEL_GROUP -> clause.tier().equals(subject) || clause.tier().equals("*");
            case MODEL ->
                    Glob.matches(clause.models(), subject)
                            && (clause.tier().equals("*")
                                    || plan.lineup()
                                            .known(subject)
                                            .map(model -> model.tier().equals(clause.tier()))
                                            .orElse(true));
        };
    }
}
