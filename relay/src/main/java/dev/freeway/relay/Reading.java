package dev.freeway.relay;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a provider said of one of its limits.
 *
 * @param amount how large it is, if that was said
 * @param left what is left of it, if that was said
 * @param refused whether it is a refusal for want of it
 * @param age how old it may be: a page kept for a while
 * @param evidence where and how it was said, in a clause
 */
public record Reading(
        Bound bound,
        OptionalLong amount,
        OptionalLong left,
        boolean refused,
        Duration age,
        String evidence) {
    /** What an answer or a page says. */
    public static Reading said(
            Bound bound, OptionalLong amount, OptionalLong left, Duration age, String evidence) {
        return new Reading(bound, amount, left, false, age, evidence);
    }

    /** What a refusal says: that there is too little left, and perhaps how little, of how much. */
    public static Reading refusal(
            Bound bound, OptionalLong amount, OptionalLong left, String evidence) {
        return new Reading(bound, amount, left, true, Duration.ZERO, evidence);
    }

    /** The limit, as large as it is by this. */
    Bound measured() {
        return amount.isPresent()
                ? new Bound(bound.key(), bound.limit().learned(amount.getAsLong()))
                : bound;
    }

    /** Whether it may speak of a window that has ended by now. */
    boolean mayBeOver(Instant now) {
        return boundaryWithin(bound.limit().counter(), now.minus(age), now);
    }

    private static boolean boundaryWithin(Counter counter, Instant from, Instant to) {
        return switch (counter) {
            case Window window when window.anchor() instanceof Anchor.Calendar ->
                    !window.resetsAt(Tally.EMPTY, from).isAfter(to);
            case Undisclosed(Counter prior) -> boundaryWithin(prior, from, to);
            case Window _, Bucket _, Pot _, Slots _, Cap _ -> false;
        };
    }
}
