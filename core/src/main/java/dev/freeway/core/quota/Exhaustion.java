package dev.freeway.core.quota;

/** What happens to a request that a limit has no room for. */
public sealed interface Exhaustion {
    /** It is refused. */
    record Refuse() implements Exhaustion {}

    /**
     * It is billed instead. Built only where the operator allowed it.
     *
     * @param key the counter of the billed clause, whose amount is the ceiling
     */
    record Spill(CounterKey key, Limit into) implements Exhaustion {}
}
