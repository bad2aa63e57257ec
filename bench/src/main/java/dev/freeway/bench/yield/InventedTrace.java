package dev.freeway.bench.yield;

import dev.freeway.api.plan.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A trace of our own: a day of some tenants of very different size, with busy hours and bursts. The
 * same every time.
 */
final class InventedTrace {
    private static final double DAY_SECONDS = 86_400;
    private static final double MEAN_GAP_SECONDS = 5;
    private static final int TENANTS = 50;

    private InventedTrace() {}

    static Trace day() {
        Random random = new Random(1);
        List<Trace.Row> rows = new ArrayList<>();
        for (double at = gap(0, random); at < DAY_SECONDS; at += gap(at, random)) {
            int tenant = (int) Math.pow(TENANTS, random.nextDouble());
            int input = (int) Math.exp(6.3 + 1.3 * random.nextGaussian());
            int output = (int) Math.exp(5.0 + 1.0 * random.nextGaussian());
            rows.add(
                    new Trace.Row(
                            at,
                            "tenant-" + tenant,
                            Math.clamp(input, 1, 100_000),
                            Math.clamp(output, 1, 8_000)));
        }
        return Trace.of(rows);
    }

    /** Until the next request: busiest in the afternoon, and one of eleven ten-minutes bursts. */
    private static double gap(double at, Random random) {
        double busy = 1 + 0.8 * Math.sin((at / 3600 - 9) / 24 * 2 * Math.PI);
        double burst = ((long) (at / 600)) * 7919 % 11 == 0 ? 2.5 : 1;
        return -Math.log(1 - random.nextDouble()) * MEAN_GAP_SECONDS / (busy * burst);
    }
}
