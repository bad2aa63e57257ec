package dev.freeway.relay;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.member.Manner;
import dev.freeway.core.quota.Standing;
import java.util.List;

/**
 * What is known of an answer before its first byte is passed on.
 *
 * @param inPlaceOf what the client wanted, where this only answers in its place; else empty
 * @param why this offer was chosen, in a clause
 * @param tries how many offers were asked, this one included
 * @param standings of all limits it takes from
 * @param manner in which they are told
 */
public record Head(
        Offer offer,
        String inPlaceOf,
        String why,
        int tries,
        List<Standing> standings,
        Manner manner) {
    /** Told in our own words. */
    public Head(Offer offer, String inPlaceOf, String why, int tries, List<Standing> standings) {
        this(offer, inPlaceOf, why, tries, standings, Manner.OURS);
    }

    public Head {
        standings = List.copyOf(standings);
    }
}
