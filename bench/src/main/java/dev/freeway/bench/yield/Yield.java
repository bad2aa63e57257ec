package dev.freeway.bench.yield;

import dev.freeway.api.plan.Trace;
import dev.freeway.app.config.Catalog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code freeway bench yield}: what each policy serves of one workload, beside the bound. */
public final class Yield {
    private final Options options;
    private final World world;
    private final Beliefs beliefs;

    private Yield(Options options, World world) {
        this.options = options;
        this.world = world;
        beliefs = options.unknown() ? Beliefs.ofThird(world, options.seed()) : new Beliefs(world);
    }

    /**
     * Runs it, as the command line says.
     *
     * @return the status to leave with: 2 if it cannot be run so
     */
    public static int run(String... args) {
        try {
            Options options = Options.of(args);
            World world =
                    World.of(options.world(), Catalog.load())
                            .orElseThrow(() -> new IllegalStateException(options.world()));
            World lasting =
                    options.days().map(days -> world.lasting(Duration.ofDays(days))).orElse(world);
            Trace trace =
                    options.trace().isPresent()
                            ? Trace.read(options.trace().get())
                            : InventedTrace.day();
            new Yield(options, lasting).run(trace);
            return 0;
        } catch (Options.Unusable e) {
            System.err.println("freeway bench yield: " + e.getMessage());
        } catch (IOException e) {
            System.err.println("freeway bench yield: --trace: " + e.getMessage());
        }
        return 2;
    }

    private void run(Trace trace) {
        double count = options.load() * Capacity.of(world, trace, options.patience());
        List<Workload.Job> jobs =
                Workload.of(trace, world.start(), world.length(), count, options.seed());
        double bound = Bound.of(world, options.patience(), jobs);
        System.err.printf(
                Locale.ROOT,
                "%s, %d days: load %.2f is %,d requests; nobody could serve more than %,.0f%n",
                world.name(),
                world.length().toDays(),
                options.load(),
                jobs.size(),
                bound);
        for (String policy : options.policies()) {
            Result result = play(policy, jobs, bound);
            System.out.print(options.json() ? result.json() + "\n" : result.text());
        }
    }

    private Result play(String policy, List<Workload.Job> jobs, double bound) {
        Street street = new Street(world, beliefs);
        Replay replay = new Replay(world.start(), options.patience());
        Player player = Policies.of(policy, street, replay, options);
        replay.play(jobs, options.foreign() ? new Foreign(player, street, options.seed()) : player);
        return new Result(
                policy,
                bound,
                street.refusals(),
                street.billedMicroDollars(),
                replay.meanWait(),
                player.decisionNanos() / 1e3 / Math.max(1, player.decisions()),
                Result.Split.of(jobs, replay.served()));
    }
}
