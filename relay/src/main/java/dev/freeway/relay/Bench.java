package dev.freeway.relay;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Offers that said they cannot serve for a while, so that nobody calls into a closed door.
 * Thread-safe.
 */
final class Bench {
    private static final Duration MISCONFIGURED = Duration.ofMinutes(5);
    private static final Duration GONE = Duration.ofHours(1);
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final ConcurrentMap<String, Seat> seats = new ConcurrentHashMap<>();

    /** Who sits there, until when and why. */
    record Seat(Fault fault, Instant until) {}

    /** Why the offer is not to be asked now, if so. */
    Optional<Seat> seat(Offer offer, Instant now) {
        if (seats.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(seats.get(key(offer))).filter(seat -> seat.until().isAfter(now));
    }

    void note(Offer offer, Fault fault, Instant now) {
        Instant until =
                switch (fault) {
                    case Fault.RateLimited limited -> limited.retryAt();
                    case Fault.AllowanceSpent spent -> spent.retryAt();
                    case Fault.PaymentRequired _, Fault.BadCredentials _ -> now.plus(MISCONFIGURED);
                    case Fault.Retired _, Fault.UnknownModel _ -> now.plus(GONE);
                    case Fault.Overloaded _, Fault.Unreachable _ -> now.plus(BUSY);
                    case Fault.Rejected _, Fault.TooLarge _, Fault.Unfit _ -> now;
                    case Fault.Broken _, Fault.TimedOut _, Fault.CutShort _ -> now;
                    case Fault.Unsuccessful _ -> now;
                };
        if (until.isAfter(now)) {
            seats.put(key(offer), new Seat(fault, until));
        }
    }

    /** It works again. */
    void clear(Offer offer) {
        if (!seats.isEmpty()) {
            seats.remove(key(offer));
        }
    }

    private static String key(Offer offer) {
        return offer.account().name() + "@" + offer.id();
    }
}
