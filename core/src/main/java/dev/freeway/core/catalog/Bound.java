package dev.freeway.core.catalog;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;

/** A limit bound to the counter it is counted in. */
public record Bound(CounterKey key, Limit limit) {}
