package dev.freeway.members;

/**
 * Touched by whatever takes an operator away: of two replicas that each take another one at once,
 * one is stale, and decides again.
 *
 * @param taken how many were taken so far
 */
public record Operators(long taken) implements Entry {
    /** There is one. */
    static final String ID = "all";

    @Override
    public String id() {
        return ID;
    }
}
