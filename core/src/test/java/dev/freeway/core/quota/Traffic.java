package dev.freeway.core.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random requests against one counter: reserved when they fit, counted by the provider at a moment
 * we do not know, answered later, settled then. Collects what the provider counted.
 */
final class Traffic {
    private final Counter counter;
    private final RandomGenerator random;
    private final long stepMicros;
    private final long latencyMicros;
    private final List<NaiveProvider.Event> counted = new ArrayList<>();
    private final List<Flight> flights = new ArrayList<>();
    private Tally tally = Tally.EMPTY;
    private Instant now;
    private int refused;

    private record Flight(long held, long used, Instant from, Instant by, Instant ends) {}

    Traffic(Counter counter, RandomGenerator random, Duration step, Duration latency) {
        this.counter = counter;
        this.random = random;
        this.stepMicros = EpochMicros.of(step);
        this.latencyMicros = EpochMicros.of(latency);
        this.now = Instant.parse("2026-03-28T20:00:00Z");
    }

    Traffic run(int requests) {
        for (int i = 0; i < requests; i++) {
            now = later(now, random.nextInt(4) == 0 ? stepMicros * 8 : stepMicros);
            land();
            request(1 + random.nextLong(Math.max(1, counter.amount() / 3)));
        }
        now = now.plus(Duration.ofDays(400));
        land();
        return this;
    }

    private void request(long most) {
        if (counter.room(tally, now) < most) {
            refused++;
            return;
        }
        tally = counter.hold(tally, most, now);
        long used = random.nextInt(5) == 0 ? 0 : random.nextLong(most + 1);
        Instant at = later(now, latencyMicros);
        Instant by = later(at, latencyMicros);
        flights.add(new Flight(most, used, now, by, later(by, latencyMicros)));
        if (used > 0) {
            counted.add(new NaiveProvider.Event(at, used));
        }
    }

    private void land() {
        List<Flight> landed =
                flights.stream()
                        .filter(flight -> !flight.ends().isAfter(now))
                        .sorted(Comparator.comparing(Flight::ends))
                        .toList();
        for (Flight flight : landed) {
            tally = tally.release(flight.held());
            if (flight.used() > 0) {
                tally = counter.use(tally, flight.used(), new Span(flight.from(), flight.by()));
            }
        }
        flights.removeAll(landed);
    }

    private Instant later(Instant instant, long micros) {
        return instant.plusNanos(1_000 * random.nextLong(micros + 1));
    }

    List<NaiveProvider.Event> counted() {
        return counted;
    }

    int refused() {
        return refused;
    }

    Tally tally() {
        return tally;
    }
}
