package dev.freeway.core.chat;

import dev.freeway.core.catalog.Privacy;
import java.util.HashSet;
import java.util.Set;

/**
 * What a client lets happen to its request.
 *
 * @param demands what must not happen to it
 * @param microDollarsMax the most it may be billed (expected: ≥ 0), or {@link #UNBOUNDED}
 * @param equivalents whether a declared equivalent may answer in place of the model it names
 */
public record Consent(Set<Privacy.Demand> demands, long microDollarsMax, boolean equivalents) {
    /** As much as the operator allows. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    /** Of a client that says nothing. */
    public static final Consent SILENT = new Consent(Set.of(), UNBOUNDED, false);

    public Consent {
        demands = Set.copyOf(demands);
        if (microDollarsMax < 0) {
            throw new IllegalArgumentException(
                    "microDollarsMax: " + microDollarsMax + " (expected: ≥ 0)");
        }
    }

    /** The same, with more demands. */
    public Consent demanding(Set<Privacy.Demand> more) {
        Set<Privacy.Demand> all = new HashSet<>(demands);
        all.addAll(more);
        return new Consent(all, microDollarsMax, equivalents);
    }
}
