package dev.freeway.core.member;

import dev.freeway.core.catalog.Bound;
import java.util.List;

/**
 * A person here, as the relay sees one.
 *
 * @param name unique
 * @param plan what it was granted under
 * @param limits of the plan, bound to this member's counters
 */
public record Member(String name, String plan, List<Bound> limits) {
    public Member {
        limits = List.copyOf(limits);
    }
}
