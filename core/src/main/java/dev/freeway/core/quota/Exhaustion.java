package dev.freeway.core.quota;

/** What happens to a request that a limit has no room for. */
public sealed interface Exhaustion {
    /** It is refused. */
    record Refuse() implements Exhaustion {}

    /** What it takes of another limit as well, or instead. */
    sealed interface Onward extends Exhaustion {
        /** The counter of the other. */
        CounterKey key();

        Limit into();
    }

    /**
     * It is billed instead, all of it. Built only where that was allowed.
     *
     * @param key the counter of the billed clause, whose amount is the ceiling
     */
    record Spill(CounterKey key, Limit into) implements Onward {}

    /** What is left is taken, and the rest from the other, of the same meter and price. */
    record Split(CounterKey key, Limit into) implements Onward {}
}
