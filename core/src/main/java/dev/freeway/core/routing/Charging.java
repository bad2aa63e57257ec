package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Admission;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Usage;
import java.util.List;
import java.util.Optional;

/** What a request is charged, limit by limit: the offer's in requests' worth, and the member's. */
record Charging(Need need, Prices prices) {
    Explanation.Entry entry(Ranking.Ranked ranked) {
        List<Explanation.Charge> charges =
                Router.limits(ranked.offer(), need.ask()).stream()
                        .filter(bound -> bound.limit().counter().keeps())
                        .map(this::charge)
                        .toList();
        return new Explanation.Entry(ranked.offer(), ranked.price(), charges, ranked.verdict());
    }

    /** As the sum of all is, so is each. */
    private Explanation.Charge charge(Bound bound) {
        Usage expected = need.expected();
        return new Explanation.Charge(
                bound,
                bound.limit().price().amount(expected),
                Tariff.of(List.of(bound), prices::unit).price(expected));
    }

    /** The member's own limits hold wherever it goes; the first entry says what it may take. */
    Optional<Decision.Lacks> own(List<Explanation.Entry> entries, Conditions conditions) {
        return entries.stream()
                .findFirst()
                .map(Explanation.Entry::offer)
                .map(offer ->
                        Admission.decide(
                                own(offer, conditions), conditions.tallies(), conditions.now()))
                .filter(Decision.Lacks.class::isInstance)
                .map(Decision.Lacks.class::cast);
    }

    private Claim own(Offer offer, Conditions conditions) {
        return new Claim(
                Router.dues(offer, need, conditions.now()).draws().stream()
                        .filter(draw -> draw.key().provider().equals(CounterKey.GRANTED))
                        .toList());
    }
}
