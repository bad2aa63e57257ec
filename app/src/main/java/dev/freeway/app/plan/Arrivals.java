package dev.freeway.app.plan;

import dev.freeway.api.plan.Demand;
import dev.freeway.api.plan.Trace;
import dev.freeway.core.routing.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests to play, in order of time: all of a demand, or a sample of it.
 *
 * @param weight how many requests each stands for
 */
record Arrivals(List<Arrival> all, long weight) {
    /** So that a play takes about a second. */
    private static final int PLAYED_MAX = 20_000;

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofDays(1);

    Arrivals {
        all = List.copyOf(all);
    }

    /** One request. */
    record Arrival(Instant at, long input, long output) {}

    /**
     * Those of that demand.
     *
     * @param profile the hours of the day at which requests come, where no trace tells
     */
    static Arrivals of(Demand demand, Profile profile, Instant from) {
        long weight = Math.max(1, (long) Math.ceil(demand.requests() / PLAYED_MAX));
        double played = demand.perDay() / weight;
        return new Arrivals(
                demand.trace()
                        .map(trace -> again(trace, demand, played, from))
                        .orElseGet(() -> steady(demand, profile, played, from)),
                weight);
    }

    private static List<Arrival> steady(
            Demand demand, Profile profile, double perDay, Instant from) {
        List<Arrival> all = new ArrayList<>();
        double known = profile.requests(from, from.plus(DAY));
        Instant end = from.plus(DAY.multipliedBy(demand.days()));
        double due = 0.5;
        for (Instant at = from; at.isBefore(end); at = at.plus(STEP)) {
            double share =
                    known > 0
                            ? profile.requests(at, at.plus(STEP)) / known
                            : (double) STEP.toMillis() / DAY.toMillis();
            due += perDay * share;
            int now = (int) due;
            for (int i = 0; i < now; i++) {
                Instant each = at.plusMillis((2L * i + 1) * STEP.toMillis() / (2L * now));
                all.add(new Arrival(each, demand.input(), demand.output()));
            }
            due -= now;
        }
        return all;
    }

    /** The trace over and over; of one that is thickened, copies come between its requests. */
    private static List<Arrival> again(Trace trace, Demand demand, double perDay, Instant from) {
        List<Arrival> all = new ArrayList<>();
        double span = trace.span().toMillis() / 1000.0;
        double times = perDay * span / DAY.toSeconds() / trace.rows().size();
        double end = DAY.toSeconds() * (double) demand.days();
        double due = 0.5;
        for (double round = 0; round < end; round += span) {
            for (int i = 0; i < trace.rows().size() && round + seconds(trace, i, span) < end; i++) {
                Trace.Row row = trace.rows().get(i);
                due += times;
                int now = (int) due;
                double gap = (seconds(trace, i + 1, span) - row.seconds()) / Math.max(1, now);
                for (int copy = 0; copy < now; copy++) {
                    double at = round + row.seconds() + copy * gap;
                    Instant each = from.plusMillis((long) (at * 1000));
                    all.add(new Arrival(each, row.input(), row.output()));
                }
                due -= now;
            }
        }
        Instant over = from.plus(DAY.multipliedBy(demand.days()));
        return all.stream().filter(arrival -> arrival.at().isBefore(over)).toList();
    }

    private static double seconds(Trace trace, int row, double span) {
        return row < trace.rows().size() ? trace.rows().get(row).seconds() : span;
    }
}
