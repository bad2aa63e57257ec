package dev.freeway.core.member;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.quota.CounterKey;
import java.util.List;
import java.util.Set;

/**
 * A free tier we grant: terms like any provider's, but ours.
 *
 * @param habits how requests under it are treated that do not say
 */
public record Plan(String id, List<Clause> clauses, Habits habits) {
    public Plan {
        clauses = List.copyOf(clauses);
    }

    /** A member on this plan. */
    public Member member(String name, boolean operator, Set<Privacy.Demand> demands) {
        List<Bound> limits =
                clauses.stream()
                        .map(clause -> new Bound(key(name, clause), clause.limit()))
                        .toList();
        return new Member(name, id, operator, demands, limits);
    }

    private static CounterKey key(String member, Clause clause) {
        return new CounterKey(CounterKey.GRANTED, member, CounterKey.SHARED, clause.limit().id());
    }
}
