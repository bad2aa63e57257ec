package dev.freeway.core.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * So many units a period.
 *
 * @param amount units a period (expected: > 0)
 * @param period the length; for a calendar anchor the nominal one, shown only
 * @param anchor where windows begin
 * @param guard by how much our clock and the provider's may differ: near a boundary a request
 *     counts on both sides of it
 */
public record Window(long amount, Duration period, Anchor anchor, Duration guard)
        implements Counter {
    public Window {
        Counter.positive("amount", amount);
        Counter.positive("period", period.toMillis());
        if (guard.isNegative()) {
            throw new IllegalArgumentException("guard: " + guard + " (expected: ≥ 0)");
        }
    }

    public static Window rolling(long amount, Duration period) {
        return new Window(amount, period, new Anchor.Rolling(), Duration.ZERO);
    }

    public static Window calendar(long amount, CalendarUnit unit, java.time.ZoneId zone) {
        Duration nominal =
                switch (unit) {
                    case MINUTE -> Duration.ofMinutes(1);
                    case HOUR -> Duration.ofHours(1);
                    case DAY -> Duration.ofDays(1);
                    case WEEK -> Duration.ofDays(7);
                    case MONTH -> Duration.ofDays(30);
                };
        return new Window(amount, nominal, new Anchor.Calendar(unit, zone), Duration.ZERO);
    }

    public static Window firstUse(long amount, Duration period) {
        return new Window(amount, period, new Anchor.FirstUse(), Duration.ZERO);
    }

    /** The same window, but for that guard. */
    public Window guarded(Duration guard) {
        return new Window(amount, period, anchor, guard);
    }

    private WindowRule rule() {
        return switch (anchor) {
            case Anchor.Rolling() -> new RollingRule(EpochMicros.of(period));
            case Anchor.Calendar(CalendarUnit unit, java.time.ZoneId zone) ->
                    new CalendarRule(unit, zone);
            case Anchor.FirstUse() -> new FirstUseRule(EpochMicros.of(period));
        };
    }

    @Override
    public boolean endsAtOnce() {
        return !(anchor instanceof Anchor.Rolling);
    }

    @Override
    public Counter resized(long other) {
        return new Window(other, period, anchor, guard);
    }

    @Override
    public long room(Tally tally, Instant now) {
        return amount - tally.held() - mostUsed(tally, EpochMicros.of(now));
    }

    private long mostUsed(Tally tally, long micros) {
        return rule().used(tally, before(micros), after(micros));
    }

    @Override
    public long used(Tally tally, Instant now) {
        long micros = EpochMicros.of(now);
        return rule().used(tally, micros, micros);
    }

    @Override
    public Instant fitsAt(Tally tally, long wanted, Instant now) {
        if (wanted > amount) {
            return Instant.MAX;
        }
        long micros = EpochMicros.of(now);
        WindowRule rule = rule();
        Tally ended = ended(tally, micros);
        long at = micros;
        while (rule.used(ended, before(at), after(at)) + wanted > amount) {
            long next = rule.nextChange(ended, before(at));
            if (next == EpochMicros.FOREVER) {
                return Instant.MAX;
            }
            at = EpochMicros.plus(next, EpochMicros.of(guard));
        }
        return EpochMicros.toInstant(at);
    }

    @Override
    public Tally hold(Tally tally, long units, Instant now) {
        return rule().open(tally, before(EpochMicros.of(now))).hold(units);
    }

    @Override
    public Tally use(Tally tally, long units, Span when) {
        long from = before(EpochMicros.of(when.from()));
        return rule().use(tally.live(from), units, from, after(EpochMicros.of(when.to())));
    }

    @Override
    public Instant resetsAt(Tally tally, Instant now) {
        long micros = EpochMicros.of(now);
        long next = rule().nextChange(ended(tally.live(micros), micros), micros);
        return next == EpochMicros.FOREVER ? now : EpochMicros.toInstant(next);
    }

    /** As if what is under way ended now, in full. */
    private Tally ended(Tally tally, long micros) {
        return rule().use(tally, tally.held(), before(micros), after(micros));
    }

    private long before(long micros) {
        return micros - EpochMicros.of(guard);
    }

    private long after(long micros) {
        return EpochMicros.plus(micros, EpochMicros.of(guard));
    }
}
