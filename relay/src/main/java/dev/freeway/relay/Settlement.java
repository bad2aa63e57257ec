package dev.freeway.relay;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Take;
import dev.freeway.core.quota.Usage;
import java.time.Instant;
import java.util.Optional;

/**
 * How a held request ended.
 *
 * @param usage what it took
 * @param headAt when the head of the answer was here: its arrival had been counted by then
 * @param endedAt when all of it was counted
 * @param estimated whether {@code usage} is our bound and not the provider's word
 * @param replay what to answer to the same {@code Idempotency-Key}, stored in the same transaction
 * @param ran whether its provider counts it as a run
 * @param failed whether its client got no whole answer, and did not hang up
 */
public record Settlement(
        Usage usage,
        Instant headAt,
        Instant endedAt,
        boolean estimated,
        Optional<Replay> replay,
        boolean ran,
        boolean failed) {
    /** Of what ran. */
    public Settlement(
            Usage usage,
            Instant headAt,
            Instant endedAt,
            boolean estimated,
            Optional<Replay> replay) {
        this(usage, headAt, endedAt, estimated, replay, true, false);
    }

    /**
     * How much of that limit it used, in units of its meter. What a provider may have counted of a
     * failure is counted, but no member pays for it.
     */
    public long amount(Take take) {
        Meter meter = take.limit().meter();
        boolean members = take.key().provider().equals(CounterKey.GRANTED);
        boolean free =
                (meter == Meter.RUNS && !ran)
                        || (meter == Meter.MICRO_DOLLARS && failed && members);
        return free ? 0 : take.limit().price().amount(usage);
    }

    /** When a provider that counts by {@code meter} counted the request. */
    public Span counted(Instant reservedAt, Meter meter) {
        return switch (meter.counted()) {
            case ON_ARRIVAL -> new Span(reservedAt, latest(reservedAt, headAt));
            case AT_END -> new Span(reservedAt, latest(reservedAt, endedAt));
        };
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
