package dev.freeway.core.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * Places for requests under way.
 *
 * @param amount how many at a time (expected: > 0)
 */
public record Slots(long amount) implements Counter {
    /** Nobody knows when a place comes free; asking again after a second is polite. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    public Slots {
        Counter.positive("amount", amount);
    }

    @Override
    public Counter resized(long other) {
        return new Slots(other);
    }

    @Override
    public long room(Tally tally, Instant now) {
        return amount - tally.held();
    }

    @Override
    public long used(Tally tally, Instant now) {
        return 0;
    }

    @Override
    public Instant fitsAt(Tally tally, long wanted, Instant now) {
        if (wanted > amount) {
            return Instant.MAX;
        }
        return room(tally, now) >= wanted ? now : now.plus(ASK_AGAIN);
    }

    @Override
    public Tally use(Tally tally, long units, Span when) {
        return tally;
    }

    @Override
    public Instant resetsAt(Tally tally, Instant now) {
        return now;
    }
}
