package dev.freeway.core.catalog;

import java.time.LocalDate;

/**
 * Whom a free tier may serve, and for what.
 *
 * @param serves whom at most
 * @param evaluationOnly whether it is for trying out only
 * @param barsResale whether passing it on for money is forbidden
 * @param barsPersonal whether personal or consumer use is forbidden
 */
public record TermsOfUse(
        Serves serves,
        boolean evaluationOnly,
        boolean barsResale,
        boolean barsPersonal,
        Provenance provenance) {
    /** Nothing said, nothing barred. */
    public static final TermsOfUse ANYONE =
            new TermsOfUse(
                    Serves.ANYONE,
                    false,
                    false,
                    false,
                    new Provenance("the operator", LocalDate.EPOCH, Provenance.Certainty.VERIFIED));

    /** Whom, from few to many. */
    public enum Serves {
        /** The person or company whose account it is. */
        OWNER,
        /** Its members too. */
        ORGANISATION,
        ANYONE
    }
}
