package dev.freeway.core.catalog;

import java.time.LocalDate;

/**
 * Where a figure comes from.
 *
 * @param source page, repository or response it was read in
 * @param checked the day it was last read
 * @param certainty how sure it is
 */
public record Provenance(String source, LocalDate checked, Certainty certainty) {
    /** How sure a figure is. */
    public enum Certainty {
        /** Read at the provider's own page, repository or SDK. */
        VERIFIED,
        /** Recorded by a third party from a live answer. */
        OBSERVED,
        /** Sources disagree, or nobody says. */
        UNCERTAIN
    }
}
