package dev.freeway.bench.yield;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests as the bound sees them: numbers only.
 *
 * @param first the hour each came in
 * @param last the last hour it may count in
 * @param able the kinds of offers that can serve it
 * @param weight how many requests each stands for
 */
record Crowd(int[] first, int[] last, int[] input, int[] output, int[][] able, double weight) {
    /**
     * Of requests.
     *
     * @param late how long after it came a request may still count
     */
    static Crowd of(
            List<Workload.Job> jobs, List<Kind> kinds, World world, Duration late, double weight) {
        int size = jobs.size();
        Crowd crowd =
                new Crowd(
                        new int[size],
                        new int[size],
                        new int[size],
                        new int[size],
                        new int[size][],
                        weight);
        Map<Object, Kind.Fits> fits = new HashMap<>();
        for (int i = 0; i < size; i++) {
            Workload.Job job = jobs.get(i);
            crowd.first[i] = hour(world, job.at());
            crowd.last[i] = hour(world, job.at().plus(late));
            crowd.input[i] = job.input();
            crowd.output[i] = job.output();
            crowd.able[i] =
                    fits.computeIfAbsent(job.needs(), _ -> Kind.fits(kinds, job.needs())).of(job);
        }
        return crowd;
    }

    private static int hour(World world, Instant at) {
        int hours = (int) world.length().toHours();
        return (int) Math.min(hours, Duration.between(world.start(), at).toHours());
    }

    int size() {
        return first.length;
    }

    /** In how many hours one of them may count, at most. */
    int hoursMax() {
        int most = 1;
        for (int i = 0; i < first.length; i++) {
            most = Math.max(most, last[i] - first[i] + 1);
        }
        return most;
    }

    /** The same, each standing for so many. */
    Crowd weighing(double other) {
        return new Crowd(first, last, input, output, able, other);
    }
}
