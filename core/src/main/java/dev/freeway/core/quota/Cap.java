package dev.freeway.core.quota;

import java.time.Instant;

/**
 * The most one request may take. Keeps nothing.
 *
 * @param amount units a request (expected: > 0)
 */
public record Cap(long amount) implements Counter {
    public Cap {
        Counter.positive("amount", amount);
    }

    @Override
    public Counter resized(long other) {
        return new Cap(other);
    }

    @Override
    public long room(Tally tally, Instant now) {
        return amount;
    }

    @Override
    public long used(Tally tally, Instant now) {
        return 0;
    }

    @Override
    public Instant fitsAt(Tally tally, long wanted, Instant now) {
        return wanted <= amount ? now : Instant.MAX;
    }

    @Override
    public Tally use(Tally tally, long units, Span when) {
        return tally;
    }

    @Override
    public Instant resetsAt(Tally tally, Instant now) {
        return now;
    }

    @Override
    public boolean keeps() {
        return false;
    }
}
