package dev.freeway.core.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long what is left of a window lasts at the pace of its use so far.
 *
 * @param since when the use of this pace began
 * @param used units used since then (expected: > 0)
 * @param spentAt when nothing is left at this pace; empty where some of it comes back before
 */
public record Runway(Instant since, long used, Optional<Instant> spentAt) {
    /**
     * Of a window that has only begun, a pace says little: it counts as this part of it at least.
     */
    private static final long SHORTEST_PART = 64;

    /**
     * Of a window that something was used of; empty for any other shape, and for one unused.
     *
     * <p>A window of the calendar began with its day or month; any other with the oldest use that
     * still counts.
     */
    public static Optional<Runway> of(Limit limit, Tally tally, Instant now) {
        return switch (limit.counter()) {
            case Window window -> of(window, tally, now);
            case Undisclosed(Window window) -> of(window, tally, now);
            case Undisclosed _, Bucket _, Pot _, Slots _, Cap _ -> Optional.empty();
        };
    }

    private static Optional<Runway> of(Window window, Tally tally, Instant now) {
        long used = window.used(tally, now);
        if (used <= 0) {
            return Optional.empty();
        }
        Instant since = began(window, tally, now);
        Instant spent = spentAt(window, used, Duration.between(since, now), now);
        return Optional.of(
                new Runway(
                        since,
                        used,
                        Optional.of(spent).filter(at -> at.isBefore(window.resetsAt(tally, now)))));
    }

    private static Instant began(Window window, Tally tally, Instant now) {
        return switch (window.anchor()) {
            case Anchor.Calendar(CalendarUnit unit, var zone) -> unit.pieceAt(now, zone).start();
            case Anchor.Rolling _, Anchor.FirstUse _ ->
                    EpochMicros.toInstant(
                            tally.live(EpochMicros.of(now)).cells().stream()
                                    .mapToLong(Cell::from)
                                    .min()
                                    .orElseGet(() -> EpochMicros.of(now)));
        };
    }

    private static Instant spentAt(Window window, long used, Duration past, Instant now) {
        long left = Math.max(0, window.amount() - used);
        Duration least = window.period().dividedBy(SHORTEST_PART);
        double micros = EpochMicros.of(past.compareTo(least) < 0 ? least : past);
        return EpochMicros.toInstant(
                EpochMicros.plus(EpochMicros.of(now), (long) Math.ceil(micros / used * left)));
    }
}
