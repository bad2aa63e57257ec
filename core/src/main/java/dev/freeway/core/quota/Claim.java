package dev.freeway.core.quota;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one request would take, from both sides: the member's limits and the offer's. Taken from all
 * of them or from none.
 */
public record Claim(List<Draw> draws) {
    public Claim {
        draws = List.copyOf(draws);
        Set<CounterKey> seen = HashSet.newHashSet(draws.size());
        for (Draw draw : draws) {
            if (!seen.add(draw.key())) {
                throw new IllegalArgumentException("draws: " + draw.key() + " twice");
            }
        }
    }
}
