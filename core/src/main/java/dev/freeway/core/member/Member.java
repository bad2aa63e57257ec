package dev.freeway.core.member;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Privacy;
import java.util.List;
import java.util.Set;

/**
 * A person here, as the relay sees one.
 *
 * @param name unique
 * @param plan what it was granted under
 * @param operator whether it runs this gateway
 * @param demands what must not happen to what it sends
 * @param limits of the plan, bound to this member's counters
 */
public record Member(
        String name,
        String plan,
        boolean operator,
        Set<Privacy.Demand> demands,
        List<Bound> limits) {
    public Member {
        demands = Set.copyOf(demands);
        limits = List.copyOf(limits);
    }
}
