package dev.freeway.bench.yield;

import dev.freeway.app.config.Catalog;
import dev.freeway.core.member.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** {@code freeway bench yield}: what each policy serves of one workload, beside the bound. */
public final class Yield {
    private static final double FULL = 0.95;
    private static final int CALIBRATED_BY = 1_500;
    private static final int BOUND_BY = 40_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final World world;
    private final Trace trace;
    private final long seed;

    private Yield(World world, Trace trace, long seed) {
        this.world = world;
        this.trace = trace;
        this.seed = seed;
    }

    /** Runs it, as the command line says. */
    public static void run(String[] args) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        World world =
                World.of(options.getOrDefault("--world", "five"), Catalog.load()).orElseThrow();
        Trace trace = Trace.read(Path.of(options.get("--trace")));
        long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
        new Yield(world, trace, seed)
                .run(
                        Double.parseDouble(options.getOrDefault("--load", "1.2")),
                        List.of(options.getOrDefault("--policy", "").split(",")));
    }

    private void run(double load, List<String> wanted) {
        double count = load * capacity();
        List<Workload.Job> jobs = Workload.of(trace, world.start(), world.length(), count, seed);
        long before = System.nanoTime();
        double bound = bound(jobs);
        System.err.printf(
                Locale.ROOT,
                "%d jobs, bound %.0f, %.1f s%n",
                jobs.size(),
                bound,
                (System.nanoTime() - before) / 1e9);
        policies()
                .forEach((name, policy) -> {
                    if (!wanted.contains("") && !wanted.contains(name)) {
                        return;
                    }
                    Street street = new Street(world);
                    Replay replay = new Replay(world.start(), PATIENCE);
                    Player player = policy.apply(street, replay);
                    long from = System.nanoTime();
                    replay.play(jobs, player);
                    double seconds = (System.nanoTime() - from) / 1e9;
                    System.out.printf(
                            Locale.ROOT,
                            "%-14s %d requests, bound %.0f, served %d, %.1f %%, refused %d, bill"
                                    + " %d, wait %.2f s, %.1f us (%.0f s)%n",
                            name,
                            jobs.size(),
                            bound,
                            replay.served().size(),
                            100 * replay.served().size() / bound,
                            street.counters().refused(),
                            street.counters().billedMicroDollars(),
                            replay.meanWait(),
                            player.decisionNanos() / 1e3 / Math.max(1, player.decisions()),
                            seconds);
                });
    }

    private Map<String, BiFunction<Street, InstantSource, Player>> policies() {
        Map<String, BiFunction<Street, InstantSource, Player>> all = new LinkedHashMap<>();
        all.put("freeway", (street, clock) -> new Freeway(street, Mode.SERVE_NOW, clock));
        all.put("freeway-last", (street, clock) -> new Freeway(street, Mode.MAKE_IT_LAST, clock));
        all.put("priority", (street, _) -> new Blind(street, Blind.priority()));
        all.put("round-robin", (street, _) -> new Blind(street, Blind.roundRobin()));
        all.put("shuffle", (street, _) -> new Blind(street, Blind.shuffle(seed)));
        all.put("usage-based", (street, _) -> new Blind(street, new Blind.Usages()));
        return all;
    }

    /** How many requests make a load of 1: of that many, the bound is 95 %. */
    private double capacity() {
        List<Workload.Job> some =
                sample(
                        Workload.of(trace, world.start(), world.length(), 20_000, seed),
                        CALIBRATED_BY);
        Bound bound = new Bound(world);
        double high = 1_000;
        while (bound.of(some, high / some.size()) > FULL * high) {
            high *= 1.5;
        }
        double low = high / 1.5;
        while (high / low > 1.01) {
            double middle = Math.sqrt(low * high);
            if (bound.of(some, middle / some.size()) > FULL * middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double bound(List<Workload.Job> jobs) {
        List<Workload.Job> some = sample(jobs, BOUND_BY);
        return new Bound(world).of(some, (double) jobs.size() / some.size());
    }

    private List<Workload.Job> sample(List<Workload.Job> jobs, int most) {
        if (jobs.size() <= most) {
            return jobs;
        }
        Random random = new Random(seed);
        List<Workload.Job> some = new ArrayList<>();
        for (Workload.Job job : jobs) {
            if (random.nextInt(jobs.size()) < most) {
                some.add(job);
            }
        }
        return some;
    }
}
