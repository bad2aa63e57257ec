package dev.freeway.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * What GitHub Models charged beyond the free day, once paid usage was switched on: a token unit
 * cost 0.00001 dollars, and a token was so many units (costs-for-github-models.md, commit 3bcbf05).
 */
final class GitHubUnits {
    private static final double UNIT_MICRO_DOLLARS = 10;

    private static final Map<String, Price> OF_MODEL =
            Map.of(
                    "openai/gpt-4.1", units(0.2, 0.8),
                    "openai/gpt-4o", units(0.25, 1.0),
                    "openai/gpt-4o-mini", units(0.015, 0.06),
                    "microsoft/phi-4", units(0.0125, 0.05),
                    "deepseek/deepseek-r1", units(0.135, 0.54),
                    "deepseek/deepseek-r1-0528", units(0.135, 0.54),
                    "microsoft/mai-ds-r1", units(0.135, 0.54),
                    "xai/grok-3", units(0.3, 1.5),
                    "xai/grok-3-mini", units(0.025, 0.127));

    private GitHubUnits() {}

    private static Price units(double input, double output) {
        return new Price(input * UNIT_MICRO_DOLLARS, output * UNIT_MICRO_DOLLARS);
    }

    /** What that model costs that account; empty: it is not charged but refused. */
    static Optional<Price> price(EmulatedAccount account, String model) {
        return account.fact("paid_usage", "no").equals("yes")
                ? Optional.ofNullable(OF_MODEL.get(model))
                : Optional.empty();
    }
}
