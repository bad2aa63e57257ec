package dev.freeway.relay;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Offers that are not to be asked for a while: they said so, or they failed again and again. A
 * breaker opens at the third failure in a row and stays open the longer the more there were; then
 * one request tries, and until that is over nobody else does. A spent window is no failure.
 * Thread-safe.
 */
final class Bench {
    private static final Duration MISCONFIGURED = Duration.ofMinutes(5);
    private static final Duration GONE = Duration.ofHours(1);
    private static final Duration BUSY = Duration.ofSeconds(2);
    private static final Duration OPEN_MOST = Duration.ofMinutes(5);
    private static final Duration TRIAL = Duration.ofMinutes(2);
    private static final int FAILURES_BORNE = 2;
    private static final int DOUBLINGS_MAX = 8;

    private final ConcurrentMap<String, Seat> seats = new ConcurrentHashMap<>();

    /**
     * Who sits there, until when and why.
     *
     * @param failures in a row
     * @param tried whether somebody is trying it
     */
    record Seat(Fault fault, Instant until, int failures, boolean tried) {
        boolean open() {
            return failures > FAILURES_BORNE;
        }

        Seat tryUntil(Instant end) {
            return new Seat(fault, end, failures, true);
        }
    }

    /** Why the offer is not to be asked now, if so. */
    Optional<Seat> seat(Offer offer, Instant now) {
        if (seats.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(seats.get(key(offer))).filter(seat -> seat.until().isAfter(now));
    }

    /** Whether it may be asked; of one whose breaker was open, by the first who comes alone. */
    boolean mayAsk(Offer offer, Instant now) {
        if (seats.isEmpty()) {
            return true;
        }
        boolean[] may = {true};
        seats.computeIfPresent(
                key(offer),
                (_, seat) -> {
                    may[0] = !seat.until().isAfter(now);
                    return may[0] && seat.open() ? seat.tryUntil(now.plus(TRIAL)) : seat;
                });
        return may[0];
    }

    void note(Offer offer, Fault fault, Instant now) {
        seats.compute(
                key(offer),
                (_, before) -> {
                    int failures =
                            (before == null ? 0 : before.failures()) + (failed(fault) ? 1 : 0);
                    Instant until = until(fault, failures, now);
                    return failures > 0 || until.isAfter(now)
                            ? new Seat(fault, until, failures, false)
                            : null;
                });
    }

    private static boolean failed(Fault fault) {
        return switch (fault) {
            case Fault.Overloaded _, Fault.Unreachable _ -> true;
            case Fault.Broken _, Fault.TimedOut _, Fault.CutShort _ -> true;
            case Fault.RateLimited _, Fault.AllowanceSpent _, Fault.PaymentRequired _ -> false;
            case Fault.BadCredentials _, Fault.Retired _, Fault.UnknownModel _ -> false;
            case Fault.Rejected _, Fault.TooLarge _, Fault.Unfit _, Fault.Unsuccessful _ -> false;
        };
    }

    private static Instant until(Fault fault, int failures, Instant now) {
        return switch (fault) {
            case Fault.RateLimited limited -> limited.retryAt();
            case Fault.AllowanceSpent spent -> spent.retryAt();
            case Fault.PaymentRequired _, Fault.BadCredentials _ -> now.plus(MISCONFIGURED);
            case Fault.Retired _, Fault.UnknownModel _ -> now.plus(GONE);
            case Fault.Overloaded _, Fault.Unreachable _ -> now.plus(open(Math.max(1, failures)));
            case Fault.Broken _, Fault.TimedOut _, Fault.CutShort _ ->
                    failures > FAILURES_BORNE ? now.plus(open(failures)) : now;
            case Fault.Rejected _, Fault.TooLarge _, Fault.Unfit _, Fault.Unsuccessful _ -> now;
        };
    }

    /** Twice as long with each failure that follows the first ones. */
    private static Duration open(int failures) {
        int doublings = Math.clamp(failures - FAILURES_BORNE, 0, DOUBLINGS_MAX);
        Duration open = BUSY.multipliedBy(1L << doublings);
        return open.compareTo(OPEN_MOST) < 0 ? open : OPEN_MOST;
    }

    /** It works. */
    void clear(Offer offer) {
        if (!seats.isEmpty()) {
            seats.remove(key(offer));
        }
    }

    private static String key(Offer offer) {
        return offer.account().name() + "@" + offer.id();
    }
}
