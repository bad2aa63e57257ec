package dev.freeway.core.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator allows of one account.
 *
 * @param retired that it is asked although its provider is retired
 * @param billing the most that may be billed a calendar month, in micro-dollars, by billing
 * @param owner the member who brought it, or empty for the operators
 * @param reader a key that may read its usage, where its own may not
 * @param regions that the gateway serves, as terms name them: {@code EEA}
 * @param serves whom it may serve, where that is wider than its terms of use
 * @param brought that it is a member's own, for what, and when it is spent
 */
public record Permit(
        boolean retired,
        Map<String, Long> billing,
        Optional<String> owner,
        Optional<Secret> reader,
        Set<String> regions,
        Optional<TermsOfUse.Serves> serves,
        Optional<Brought> brought) {
    /** Nothing but what the terms allow. */
    public static final Permit NONE =
            new Permit(
                    false,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty());

    /** Of an account that a member brought: it serves nobody else. */
    public static Permit ofMember(String owner, Brought brought) {
        return new Permit(
                false,
                Map.of(),
                Optional.of(owner),
                Optional.empty(),
                Set.of(),
                Optional.of(TermsOfUse.Serves.OWNER),
                Optional.of(brought));
    }

    public Permit {
        regions = Set.copyOf(regions);
        billing = Map.copyOf(billing);
    }

    /** The same, with so much that may be billed a calendar month, in micro-dollars. */
    public Permit billing(Map<String, Long> ceilings) {
        return new Permit(retired, ceilings, owner, reader, regions, serves, brought);
    }
}
