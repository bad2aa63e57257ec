package dev.freeway.core.routing;

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

/**
 * How much of one limit can be spent within a horizon: in the window that is open, and after it.
 *
 * @param until when the open window ends; at the horizon's end or later there is no other
 * @param first units until then
 * @param then units from then to the horizon's end
 */
record Supply(Instant until, double first, double then) {
    /** Windows up to this long are taken together, as a rate. */
    private static final Duration SHORT = Duration.ofHours(2);

    /** Over how long a pot is given out that never ends. */
    private static final Duration POT = Duration.ofDays(7);

    /** Over how long what a bucket holds is given out, beside what flows in. */
    private static final Duration STOCK = Duration.ofDays(3);

    private static final double BOUNDLESS = 1e18;

    /** Of that counter, from {@code now} on. */
    static Supply of(Counter counter, Tally tally, Profile profile, Instant now) {
        Instant end = now.plus(Profile.HORIZON);
        return switch (counter) {
            case Undisclosed(Counter prior) -> of(prior, tally, profile, now);
            case Slots _, Cap _ -> new Supply(end, BOUNDLESS, 0);
            case Pot pot -> {
                Instant last =
                        pot.expires().isBefore(now.plus(POT)) ? pot.expires() : now.plus(POT);
                yield spread((double) pot.room(tally, now), last, profile, now);
            }
            case Bucket bucket ->
                    new Supply(
                            end,
                            Math.max(0, bucket.room(tally, now)) * ratio(Profile.HORIZON, STOCK)
                                    + bucket.refill() * ratio(Profile.HORIZON, bucket.period()),
                            0);
            case Window window -> of(window, tally, profile, now);
        };
    }

    private static Supply of(Window window, Tally tally, Profile profile, Instant now) {
        Duration horizon = Profile.HORIZON;
        if (window.period().compareTo(SHORT) <= 0) {
            return new Supply(
                    now.plus(horizon), window.amount() * ratio(horizon, window.period()), 0);
        }
        double room = (double) Math.max(0, window.room(tally, now));
        if (window.anchor() instanceof Anchor.Rolling) {
            Duration turn = horizon.compareTo(window.period()) < 0 ? horizon : window.period();
            double back = Math.max(room, (double) window.room(tally, now.plus(turn)));
            double more = window.amount() * ratio(horizon.minus(turn), window.period());
            return new Supply(now.plus(horizon), back + more, 0);
        }
        Instant resets = window.resetsAt(tally, now);
        Instant until = resets.isAfter(now) ? resets : now.plus(window.period());
        Supply open = spread(room, until, profile, now);
        double after = profile.share(until, until.plus(window.period()), now.plus(horizon));
        return new Supply(until, open.first(), window.amount() * after);
    }

    /** What is there until a time beyond the horizon is given out by what is asked until then. */
    private static Supply spread(double room, Instant until, Profile profile, Instant now) {
        double share = profile.share(now, until, now.plus(Profile.HORIZON));
        return new Supply(until, Math.max(0, room) * share, 0);
    }

    private static double ratio(Duration one, Duration other) {
        return (double) one.toMillis() / other.toMillis();
    }
}
