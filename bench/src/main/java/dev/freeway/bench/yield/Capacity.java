package dev.freeway.bench.yield;

import dev.freeway.api.plan.Trace;
import java.time.Duration;
import java.util.List;

/** How many requests of a trace make a load of 1 in a world: of so many, the bound is 95 %. */
final class Capacity {
    private static final double FULL = 0.95;
    private static final int DRAWN = 40_000;
    private static final int SEARCHED_BY = 4_000;
    private static final double NEAR = 0.005;
    private static final int STEPS_MAX = 12;

    private static final int ROUNDS = 200;

    private final Bound bound;
    private final Crowd crowd;

    private Capacity(Bound bound, Crowd crowd) {
        this.bound = bound;
        this.crowd = crowd;
    }

    /** By bisection; the same for every seed. */
    static double of(World world, Trace trace, Duration patience) {
        List<Workload.Job> jobs = Workload.of(trace, world.start(), world.length(), DRAWN, 0);
        List<Workload.Job> some = Bound.sample(jobs, SEARCHED_BY);
        Bound bound = new Bound(world, patience);
        return new Capacity(bound, bound.crowd(some)).find();
    }

    private double find() {
        double low = 0;
        double high = crowd.size();
        while (share(high) > FULL) {
            low = high;
            high *= 2;
        }
        for (int step = 0; step < STEPS_MAX && high - low > NEAR * high; step++) {
            double middle = (low + high) / 2;
            if (share(middle) > FULL) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Of so many requests, what part the bound serves. */
    private double share(double count) {
        Crowd weighing = crowd.weighing(count / crowd.size());
        return bound.value(weighing, bound.search(weighing, ROUNDS)) / count;
    }
}
