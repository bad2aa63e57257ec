package dev.freeway.core.catalog;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;

/** A limit bound to the counter it is counted in. */
public record Bound(CounterKey key, Limit limit) {
    /** Stands before a billing's id in the name of its ceiling. */
    static final String BILLED = "billed_";

    /** Whether what it counts costs money: the ceiling of something the operator allowed. */
    public boolean billed() {
        return key.limit().startsWith(BILLED);
    }
}
