package dev.freeway.bench.yield;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Plays a workload through, event by event, under a clock that it turns. Used by one thread. */
final class Replay implements InstantSource {
    private final Duration patience;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
    private final List<Workload.Job> served = new ArrayList<>();
    private Instant now;
    private long order;
    private double waited;

    private record Event(Instant at, long order, Runnable run) {}

    /**
     * @param patience how long a request may wait
     */
    Replay(Instant start, Duration patience) {
        this.now = start;
        this.patience = patience;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Plays all of it. */
    void play(List<Workload.Job> jobs, Player player) {
        for (Workload.Job job : jobs) {
            runUntil(job.at(), player);
            arrive(job, player);
        }
        runUntil(Instant.MAX, player);
    }

    private void runUntil(Instant until, Player player) {
        while (!events.isEmpty() && !events.peek().at().isAfter(until)) {
            Event event = events.remove();
            turn(event.at(), player);
            event.run().run();
        }
        if (until.isBefore(Instant.MAX)) {
            turn(until, player);
        }
    }

    private void turn(Instant to, Player player) {
        now = to.isAfter(now) ? to : now;
        player.tick(now);
    }

    private void arrive(Workload.Job job, Player player) {
        switch (player.move(job, now)) {
            case Player.Move.Served(Duration busy, Runnable end) -> {
                served.add(job);
                waited += Duration.between(job.at(), now).toMillis() / 1000.0;
                at(now.plus(busy), end);
            }
            case Player.Move.Later(Instant at) -> {
                boolean again = at.isAfter(now) && !at.isAfter(job.at().plus(patience));
                if (again) {
                    at(at, () -> arrive(job, player));
                }
            }
        }
    }

    private void at(Instant when, Runnable run) {
        events.add(new Event(when, order++, run));
    }

    List<Workload.Job> served() {
        return served;
    }

    /** Mean wait of those served, in seconds. */
    double meanWait() {
        return served.isEmpty() ? 0 : waited / served.size();
    }
}
