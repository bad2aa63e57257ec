package dev.freeway.core.catalog;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Brings together what the terms say and what is allowed to be billed, for one model at one time.
 */
record Binding(
        Holding holding, Model model, Instant now, Function<CounterKey, OptionalLong> learned) {
    Grant grant() {
        List<Bound> free = clauses().map(this::bound).toList();
        List<Gate> gates = gates();
        Optional<Gate> shut = gates.stream().filter(gate -> !open(gate)).findFirst();
        Optional<Billing> paid = shut.flatMap(this::allowed);
        return new Grant(
                paid.map(billing -> instead(free, billing)).orElse(free),
                shut.filter(_ -> paid.isEmpty()).map(Gate::otherwise),
                gates.stream()
                        .filter(gate -> !gate.without().isEmpty())
                        .map(gate -> toll(gate, free))
                        .toList());
    }

    private Stream<Clause> clauses() {
        return holding.terms().clauses().stream()
                .filter(clause -> clause.covers(model))
                .filter(clause -> clause.when().holds(holding.facts(), now));
    }

    private List<Gate> gates() {
        return holding.terms().gates().stream().filter(gate -> gate.covers(model)).toList();
    }

    private boolean open(Gate gate) {
        return !gate.without().isEmpty() || gate.when().holds(holding.facts(), now);
    }

    private Grant.Toll toll(Gate gate, List<Bound> free) {
        return new Grant.Toll(
                gate.without(),
                gate.otherwise(),
                allowed(gate).map(billing -> instead(free, billing)));
    }

    private Optional<Billing> allowed(Gate gate) {
        return holding.terms().billings().stream()
                .filter(billing -> billing.id().equals(gate.billing()))
                .filter(this::allowed)
                .findFirst();
    }

    /** What costs nobody knows how much is never bought. */
    private boolean allowed(Billing billing) {
        return holding.permit().billing().containsKey(billing.id())
                && model.price(Meter.MICRO_DOLLARS).isPresent();
    }

    private List<Bound> instead(List<Bound> free, Billing billing) {
        return Stream.concat(
                        free.stream()
                                .filter(bound -> !billing.instead().contains(bound.limit().id())),
                        Stream.of(ceiling(billing)))
                .toList();
    }

    private Bound bound(Clause clause) {
        Limit limit = clause.limit();
        Limit priced = limit.meter().priced() ? limit.at(price(limit.meter())) : limit;
        CounterKey key = key(clause);
        OptionalLong told = learned.apply(key);
        return new Bound(
                key, spilling(told.isPresent() ? priced.learned(told.getAsLong()) : priced));
    }

    private Price price(Meter meter) {
        return model.price(meter)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "%s of %s has no price in %s"
                                        .formatted(model.id(), holding.grantor(), meter.id())));
    }

    private Limit spilling(Limit limit) {
        return holding.terms().billings().stream()
                .filter(billing -> billing.instead().contains(limit.id()))
                .filter(this::allowed)
                .findFirst()
                .map(this::ceiling)
                .map(into -> limit.then(new Exhaustion.Spill(into.key(), into.limit())))
                .orElse(limit);
    }

    private Bound ceiling(Billing billing) {
        long most = holding.permit().billing().getOrDefault(billing.id(), 0L);
        Bound bound = Bound.ceiling(holding.grantor(), holding.account(), billing.id(), most);
        return new Bound(bound.key(), bound.limit().at(price(Meter.MICRO_DOLLARS)));
    }

    private CounterKey key(Clause clause) {
        String subject =
                switch (clause.per()) {
                    case ACCOUNT -> CounterKey.SHARED;
                    case MODEL -> model.id();
                    case MODEL_GROUP, TIER -> model.tier();
                };
        return holding.key(subject, clause.limit().id());
    }
}
