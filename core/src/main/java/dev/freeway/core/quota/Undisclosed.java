package dev.freeway.core.quota;

import java.time.Instant;

/**
 * A limit nobody publishes: counted by a prior until something better is known.
 *
 * @param prior what to assume
 */
public record Undisclosed(Counter prior) implements Counter {
    @Override
    public boolean endsAtOnce() {
        return prior.endsAtOnce();
    }

    @Override
    public Counter resized(long other) {
        return new Undisclosed(prior.resized(other));
    }

    @Override
    public long amount() {
        return prior.amount();
    }

    @Override
    public long room(Tally tally, Instant now) {
        return prior.room(tally, now);
    }

    @Override
    public Instant fitsAt(Tally tally, long amount, Instant now) {
        return prior.fitsAt(tally, amount, now);
    }

    @Override
    public Tally hold(Tally tally, long amount, Instant now) {
        return prior.hold(tally, amount, now);
    }

    @Override
    public Tally use(Tally tally, long amount, Span when) {
        return prior.use(tally, amount, when);
    }

    @Override
    public long used(Tally tally, Instant now) {
        return prior.used(tally, now);
    }

    @Override
    public Instant resetsAt(Tally tally, Instant now) {
        return prior.resetsAt(tally, now);
    }

    @Override
    public boolean keeps() {
        return prior.keeps();
    }
}
