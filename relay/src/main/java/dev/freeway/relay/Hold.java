package dev.freeway.relay;

import dev.freeway.core.quota.Take;
import java.time.Instant;
import java.util.List;

/**
 * An open reservation.
 *
 * @param id unique in the ledger
 * @param takes what is held of each counter
 * @param reservedAt before the request left
 */
public record Hold(long id, List<Take> takes, Instant reservedAt) {
    public Hold {
        takes = List.copyOf(takes);
    }
}
