package dev.freeway.core.quota;

import java.time.Instant;

/**
 * An amount given once and never refilled.
 *
 * @param amount units (expected: > 0)
 * @param expires from then on nothing is left; {@link Instant#MAX} for never
 */
public record Pot(long amount, Instant expires) implements Counter {
    private static final long KEY = 0;

    public Pot {
        Counter.positive("amount", amount);
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public Counter resized(long other) {
        return new Pot(other, expires);
    }

    @Override
    public long room(Tally tally, Instant now) {
        return now.isBefore(expires) ? amount - tally.held() - tally.used() : 0;
    }

    @Override
    public long used(Tally tally, Instant now) {
        return tally.used();
    }

    @Override
    public Instant fitsAt(Tally tally, long wanted, Instant now) {
        return amount - tally.held() - tally.used() >= wanted && now.isBefore(expires)
                ? now
                : Instant.MAX;
    }

    @Override
    public Tally use(Tally tally, long units, Span when) {
        if (units == 0) {
            return tally;
        }
        long from = EpochMicros.of(when.from());
        return tally.with(tally.cellOr(new Cell(KEY, from, EpochMicros.FOREVER, 0)).plus(units));
    }

    /** Never: what is gone stays gone. */
    @Override
    public Instant resetsAt(Tally tally, Instant now) {
        return Instant.MAX;
    }
}
