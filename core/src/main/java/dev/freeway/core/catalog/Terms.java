package dev.freeway.core.catalog;

import java.util.List;

/**
 * What a provider's free tier gives, to whom, and what it takes for it.
 *
 * @param clauses what can run out
 * @param gates what must hold for a request to be free at all
 * @param billings what it would charge money for
 */
public record Terms(
        List<Clause> clauses,
        List<Gate> gates,
        List<Billing> billings,
        Privacy privacy,
        TermsOfUse use) {
    public Terms {
        clauses = List.copyOf(clauses);
        gates = List.copyOf(gates);
        billings = List.copyOf(billings);
    }

    /** Of these limits alone, for anyone. */
    public static Terms of(List<Clause> clauses) {
        return new Terms(clauses, List.of(), List.of(), Privacy.OWN, TermsOfUse.ANYONE);
    }
}
