package dev.freeway.core.member;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.quota.CounterKey;
import java.util.List;

/** A free tier we grant: terms like any provider's, but ours. */
public record Plan(String id, List<Clause> clauses) {
    public Plan {
        clauses = List.copyOf(clauses);
    }

    /** A member on this plan. */
    public Member member(String name) {
        List<Bound> limits =
                clauses.stream()
                        .map(clause -> new Bound(key(name, clause), clause.limit()))
                        .toList();
        return new Member(name, id, limits);
    }

    private static CounterKey key(String member, Clause clause) {
        return new CounterKey(CounterKey.GRANTED, member, CounterKey.SHARED, clause.limit().id());
    }
}
