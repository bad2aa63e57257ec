package dev.freeway.bench.yield;

import dev.freeway.api.plan.Trace;
import dev.freeway.core.catalog.Model.Ability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Requests drawn from a trace, over as many days as wanted and as dense as wanted. */
final class Workload {
    private static final double TOOLS = 0.15;
    private static final double JSON = 0.10;
    private static final double VISION = 0.05;
    private static final double JITTER_SECONDS = 20;

    private Workload() {}

    /**
     * One request.
     *
     * @param inputBound what a gateway takes its input for, to the safe side
     * @param inputLikely what it estimates
     * @param input what a provider counts
     * @param output what the answer comes to; nobody knows before
     */
    record Job(
            Instant at,
            String member,
            int inputBound,
            int inputLikely,
            int input,
            int output,
            Set<Ability> needs) {}

    /**
     * The trace over and over, thinned or thickened.
     *
     * @param count about how many requests
     */
    static List<Job> of(Trace trace, Instant start, Duration length, double count, long seed) {
        Random random = new Random(seed);
        double span = trace.span().toMillis() / 1000.0;
        double rounds = length.toMillis() / 1000.0 / span;
        double copies = count / (trace.rows().size() * rounds);
        List<Job> jobs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Trace.Row row : trace.rows()) {
                int times = (int) copies + (random.nextDouble() < copies % 1 ? 1 : 0);
                for (int i = 0; i < times; i++) {
                    double jitter = JITTER_SECONDS * random.nextDouble();
                    double at = round * span + row.seconds() + jitter;
                    jobs.add(job(row, start.plusMillis((long) (at * 1000)), random));
                }
            }
        }
        jobs.removeIf(job -> !job.at().isBefore(start.plus(length)));
        jobs.sort(Comparator.comparing(Job::at));
        return jobs;
    }

    private static Job job(Trace.Row row, Instant at, Random random) {
        Set<Ability> needs = EnumSet.of(Ability.CHAT);
        addTo(needs, Ability.TOOLS, TOOLS, random);
        addTo(needs, Ability.JSON, JSON, random);
        addTo(needs, Ability.VISION, VISION, random);
        double over = 1.1 + 0.5 * random.nextDouble();
        int bound = (int) Math.ceil(row.input() * over) + 16;
        int likely = (int) Math.round(row.input() * (0.9 + 0.2 * random.nextDouble()));
        return new Job(at, row.client(), bound, likely, row.input(), row.output(), needs);
    }

    private static void addTo(Set<Ability> needs, Ability need, double share, Random random) {
        if (random.nextDouble() < share) {
            needs.add(need);
        }
    }
}
