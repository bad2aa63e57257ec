package dev.freeway.api.plan;

import dev.freeway.core.catalog.Model.Ability;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be carried.
 *
 * @param perDay requests a day (expected: > 0)
 * @param input tokens of each prompt, where no trace tells (expected: > 0)
 * @param output tokens of each answer, where no trace tells (expected: > 0)
 * @param needs what a model must be able to do
 * @param trace when and how large, over and over; else by {@code perDay} alone
 * @param days how far ahead (expected: 1 to {@value #DAYS_MAX})
 */
public record Demand(
        double perDay,
        long input,
        long output,
        Set<Ability> needs,
        Optional<Trace> trace,
        int days) {
    public static final int DAYS_MAX = 92;

    /** Of more than that even a sample would be too coarse for small limits. */
    public static final int REQUESTS_MAX = 1_000_000;

    public Demand {
        needs = Set.copyOf(needs);
        if (!(perDay > 0) || input <= 0 || output <= 0 || days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException(
                    "demand: %s a day of %d in, %d out for %d days (expected: > 0, 1 to %d days)"
                            .formatted(perDay, input, output, days, DAYS_MAX));
        }
    }

    /** Requests over all days. */
    public double requests() {
        return perDay * days;
    }
}
