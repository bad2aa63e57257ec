package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a request would go now, and how each offer of that name stands to it.
 *
 * @param expected as it was weighed
 * @param route what {@link Router#plan} says of it; its first candidate is the first entry
 * @param own what of the member's own limits is too short for it, whichever offer it went to
 * @param entries those with room first, in the order in which they would be tried; then by when
 *     they will have some; those that cannot serve it last
 */
public record Explanation(
        Need expected, Route route, Optional<Decision.Lacks> own, List<Entry> entries) {
    public Explanation {
        entries = List.copyOf(entries);
    }

    /**
     * One offer.
     *
     * @param price what the request takes of it is worth, in requests' worth
     * @param charges of what that is the sum; empty for an offer that cannot serve it
     */
    public record Entry(Offer offer, double price, List<Charge> charges, Verdict verdict) {
        public Entry {
            charges = List.copyOf(charges);
        }
    }

    /**
     * What the request is charged by one limit.
     *
     * @param units it will likely take
     * @param price of them, in requests' worth
     */
    public record Charge(Bound bound, long units, double price) {}

    /** Whether an offer could take the request. */
    public sealed interface Verdict {
        /** Now. */
        record Open(Candidate candidate) implements Verdict {}

        /**
         * When there is room.
         *
         * @param fitsAt when it could go there; {@link Instant#MAX} for never
         */
        record Spent(Decision.Lacks lacks, Instant fitsAt) implements Verdict {}

        /** There is room, but it failed, or said that it is busy. */
        record Resting(Instant until) implements Verdict {}

        /** Not this request. */
        record Unfit(String lacking) implements Verdict {}

        /** When it could go there: at {@code now} or later; {@link Instant#MAX} for never. */
        default Instant fitsAt(Instant now) {
            return switch (this) {
                case Open _ -> now;
                case Spent(Decision.Lacks _, Instant fits) -> fits.isAfter(now) ? fits : now;
                case Resting(Instant until) -> until;
                case Unfit _ -> Instant.MAX;
            };
        }
    }

    /** When it could be served; {@link Instant#MAX} for never. */
    public Instant servedAt(Instant now) {
        Instant fits =
                switch (route) {
                    case Route.Open _ -> now;
                    case Route.Kept kept -> kept.earliest();
                    case Route.Spent spent -> spent.earliest();
                    case Route.UnknownModel _, Route.Unfit _ -> Instant.MAX;
                };
        return own.map(Decision.Lacks::fitsAt).filter(fits::isBefore).orElse(fits);
    }

    /** The one that would be asked first, if any would now. */
    public Optional<Candidate> chosen() {
        return own.isEmpty() && route instanceof Route.Open(List<Candidate> candidates)
                ? Optional.of(candidates.getFirst())
                : Optional.empty();
    }

    /** The decision, in a sentence. */
    public String why() {
        return own.map(Reasons::lacks)
                .orElseGet(() ->
                        switch (route) {
                            case Route.Open(List<Candidate> candidates) ->
                                    candidates.getFirst().decision();
                            case Route.Kept kept -> Reasons.kept(kept.cheapest(), kept.earliest());
                            case Route.Spent spent ->
                                    Reasons.spent(spent.lacks(), spent.earliest());
                            case Route.UnknownModel unknown -> Reasons.unknown(unknown.model());
                            case Route.Unfit unfit -> Reasons.unfit(unfit.reasons());
                        });
    }
}
