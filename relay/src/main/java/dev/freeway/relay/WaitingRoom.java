package dev.freeway.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Requests that wait for room. Those whose time has come go one by one: first whose member was
 * served least, in tokens; of one member's, first whose patience ends first. A member who comes
 * after a pause has saved up nothing (as in virtual token counters). Thread-safe.
 */
final class WaitingRoom {
    private static final int SEATS_MAX = 1_000;
    private static final long NAP_MILLIS = 50;

    private final InstantSource clock;
    private final List<Seat> seats = new ArrayList<>();
    private final Map<String, Long> served = new HashMap<>();
    private long entered;

    /** One that waits. */
    static final class Seat {
        private final String member;
        private final Instant deadline;
        private final long order;
        private Instant at = Instant.MAX;
        private boolean gone;

        private Seat(String member, Instant deadline, long order) {
            this.member = member;
            this.deadline = deadline;
            this.order = order;
        }
    }

    WaitingRoom(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a seat, if one is free. */
    synchronized Optional<Seat> enter(String member, Instant deadline) {
        if (seats.size() >= SEATS_MAX) {
            return Optional.empty();
        }
        long least = seats.stream().mapToLong(seat -> served(seat.member)).min().orElse(0);
        served.merge(member, least, Math::max);
        Seat seat = new Seat(member, deadline, entered++);
        seats.add(seat);
        return Optional.of(seat);
    }

    /**
     * Waits until then and for one's turn; called on a virtual thread. Until it waits again or
     * leaves, nobody behind it goes.
     *
     * @return false if the client went away
     */
    boolean waitsUntil(Seat seat, Instant at) {
        synchronized (this) {
            seat.at = at;
        }
        while (!turn(seat)) {
            if (gone(seat) || !nap(at)) {
                return false;
            }
        }
        return true;
    }

    private synchronized boolean turn(Seat seat) {
        Instant now = clock.instant();
        return !seat.gone
                && seats.stream()
                        .filter(other -> !other.at.isAfter(now))
                        .min(
                                Comparator.<Seat>comparingLong(other -> served(other.member))
                                        .thenComparing(other -> other.deadline)
                                        .thenComparingLong(other -> other.order))
                        .filter(seat::equals)
                        .isPresent();
    }

    private synchronized boolean gone(Seat seat) {
        return seat.gone;
    }

    /** Short, since the clock may be turned meanwhile. */
    private boolean nap(Instant at) {
        long millis = Duration.between(clock.instant(), at).toMillis();
        try {
            TimeUnit.MILLISECONDS.sleep(Math.clamp(millis, 1, NAP_MILLIS));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its client went away. */
    synchronized void forget(Seat seat) {
        seat.gone = true;
        seats.remove(seat);
    }

    /** It has room now, or gives up. */
    synchronized void leave(Seat seat) {
        seats.remove(seat);
    }

    /** That member was given an answer of so many tokens. */
    synchronized void served(String member, long tokens) {
        served.merge(member, tokens, Long::sum);
    }

    /** Whether everybody in it waits for that time. */
    synchronized boolean allWaitUntil(Instant at) {
        return seats.stream().allMatch(seat -> seat.at.equals(at));
    }

    private long served(String member) {
        return served.getOrDefault(member, 0L);
    }
}
