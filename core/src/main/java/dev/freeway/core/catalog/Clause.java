package dev.freeway.core.catalog;

import dev.freeway.core.quota.Limit;

/**
 * One limit of some terms, and where it applies.
 *
 * @param limit what can run out
 * @param per what it counts apart
 * @param models model ids it applies to: a glob in which {@code *} stands for anything
 * @param tier the only model tier it applies to, or {@code *}
 * @param when the condition on the account and date
 * @param provenance where the figure comes from
 */
public record Clause(
        Limit limit,
        Dimension per,
        String models,
        String tier,
        Condition when,
        Provenance provenance) {
    /** Whether it counts requests to every model, and all of them together. */
    public boolean coversAll() {
        return per == Dimension.ACCOUNT && models.equals("*") && tier.equals("*");
    }

    /** Whether it counts requests to that model. */
    public boolean covers(Model model) {
        return Glob.matches(models, model.id()) && (tier.equals("*") || tier.equals(model.tier()));
    }
}
