package dev.freeway.core.quota;

/**
 * What was held of one counter for one request.
 *
 * @param held units (expected: ≥ 0)
 */
public record Take(CounterKey key, Limit limit, long held) {}
