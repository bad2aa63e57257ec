package dev.freeway.core.quota;

/**
 * What a claim takes from one counter.
 *
 * @param estimate the most the request may use
 */
public record Draw(CounterKey key, Limit limit, Usage estimate) {
    /** Units of the limit's meter, at most. */
    public long amount() {
        return limit.price().amount(estimate);
    }
}
