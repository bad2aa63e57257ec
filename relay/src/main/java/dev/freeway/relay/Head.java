package dev.freeway.relay;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Standing;
import java.util.List;

/**
 * What is known of an answer before its first byte is passed on.
 *
 * @param inPlaceOf what the client wanted, where this only answers in its place; else empty
 * @param why this offer was chosen, in a clause
 * @param tries how many offers were asked, this one included
 * @param standings of all limits it takes from
 */
public record Head(Offer offer, String inPlaceOf, String why, int tries, List<Standing> standings) {
    public Head {
        standings = List.copyOf(standings);
    }
}
