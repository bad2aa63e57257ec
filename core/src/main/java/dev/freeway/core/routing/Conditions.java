package dev.freeway.core.routing;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Tally;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * How things stand when a request is planned.
 *
 * @param tallies of each counter; {@link Tally#EMPTY} for one never used
 * @param restsUntil until when an offer is not to be asked, if so: it failed, or said that it is
 *     busy
 */
public record Conditions(
        Function<CounterKey, Tally> tallies,
        Function<Offer, Optional<Instant>> restsUntil,
        Instant now) {
    /** Where nothing failed. */
    public Conditions(Function<CounterKey, Tally> tallies, Instant now) {
        this(tallies, _ -> Optional.empty(), now);
    }
}
