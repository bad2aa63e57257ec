package dev.freeway.app.alert;

import dev.freeway.app.config.Catalog;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.member.Allowance;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Plan;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.members.Holder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an account may take by its plan.
 *
 * @param offers which models there are
 */
public record Granted(Catalog catalog, Supplier<List<Offer>> offers) {
    /** The limits that hold whatever the model, and those that count models or tiers apart. */
    List<Bound> limits(Holder holder, Instant now) {
        Plan plan = catalog.plan(holder.plan()).orElse(Plan.NONE);
        Member member = plan.member(holder.name(), false, Set.of());
        Allowance allowance = member.allowance();
        Stream<Model> models =
                allowance.plain()
                        ? Stream.empty()
                        : Stream.concat(
                                plan.lineup().known().stream(),
                                offers.get().stream().map(Offer::model));
        Stream<Bound> apart =
                models.flatMap(model -> member.grant("", model, now).limits().stream())
                        .filter(bound -> !bound.key().subject().equals(CounterKey.SHARED));
        return Stream.concat(allowance.limits(now).stream(), apart).distinct().toList();
    }
}
