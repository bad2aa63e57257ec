package dev.freeway.core.routing;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Limit;
import java.util.Locale;
import java.util.Optional;

/**
 * An offer that can serve a request now.
 *
 * @param inPlaceOf what was wanted, where this only may answer in its place; else empty
 * @param price what the request takes of it is worth, in requests' worth; the cheapest comes first
 * @param scarcest of what it takes, the limit with the smallest share left
 * @param left units of it
 * @param rank among those that can serve it, from 1
 */
public record Candidate(
        Offer offer,
        String inPlaceOf,
        double price,
        Optional<Limit> scarcest,
        long left,
        int rank) {
    /** Which, and why this one: the decision in a sentence. */
    public String decision() {
        return offer.pinnedId() + ": " + why();
    }

    /** Why this one, in a clause. */
    public String why() {
        String place =
                rank == 1 ? "the cheapest that fits" : "number " + rank + " of those that fit";
        String instead = inPlaceOf.isEmpty() ? "" : "in place of " + inPlaceOf + ", ";
        return instead
                + place
                + String.format(Locale.ROOT, ", at %.3f of a request's worth: ", price)
                + room();
    }

    /** What its scarcest limit has left, in a clause. */
    public String room() {
        return scarcest.map(limit ->
                        "%s has %d of %d %s left"
                                .formatted(
                                        limit.id(),
                                        left,
                                        limit.counter().amount(),
                                        limit.meter().id()))
                .orElse("nothing limits it");
    }
}
