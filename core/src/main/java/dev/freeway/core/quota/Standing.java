package dev.freeway.core.quota;

import java.time.Instant;

/**
 * Where one limit stands.
 *
 * @param used units used in what counts now
 * @param held units held by requests under way
 * @param left units a new request could take (≥ 0)
 * @param resetsAt when something comes back next; {@link Instant#MAX} for never
 */
public record Standing(
        CounterKey key, Limit limit, long used, long held, long left, Instant resetsAt) {
    /** Reads a tally at {@code now}. */
    public static Standing of(CounterKey key, Limit limit, Tally tally, Instant now) {
        Counter counter = limit.counter();
        return new Standing(
                key,
                limit,
                counter.used(tally, now),
                tally.held(),
                Math.max(0, counter.room(tally, now)),
                counter.resetsAt(tally, now));
    }
}
