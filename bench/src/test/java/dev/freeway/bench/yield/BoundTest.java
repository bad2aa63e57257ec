package dev.freeway.bench.yield;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.config.Catalog;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

/** The bound is no less than what a solver finds, and little more. */
class BoundTest {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(3);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int JOBS = 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void liesWithinAHundredthAboveTheOptimum(long seed) {
        Random random = new Random(seed);
        World world = world(random);
        List<Workload.Job> jobs = jobs(random);

        double bound = Bound.of(world, Duration.ofSeconds(30), jobs);

        double optimum = optimum(world, jobs);
        assertThat(optimum).isBetween(0.2 * JOBS, 0.9 * JOBS);
        assertThat(bound).isBetween(optimum - 1e-6, 1.01 * optimum);
    }

    /** Six offers, of which two share a counter, each under two limits. */
    private static World world(Random random) {
        World like = World.of("five", Catalog.load()).orElseThrow();
        List<Offer> offers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Offer some = like.offers().get(i);
            offers.add(
                    new Offer(
                            some.account(),
                            some.model(),
                            List.of(
                                    limit("requests", i / 2, Meter.REQUESTS, requests(random)),
                                    limit("tokens", i, Meter.TOTAL_TOKENS, tokens(random)))));
        }
        return new World("small", START, LENGTH, List.of(), offers);
    }

    private static dev.freeway.core.catalog.Bound limit(
            String id, int number, Meter meter, Counter counter) {
        return new dev.freeway.core.catalog.Bound(
                new CounterKey("small", "bench", Integer.toString(number), id),
                Limit.of(id, meter, counter));
    }

    private static Counter requests(Random random) {
        return Window.calendar(5 + random.nextInt(15), CalendarUnit.DAY, ZoneOffset.UTC);
    }

    private static Counter tokens(Random random) {
        long amount = 3_000 + random.nextInt(12_000);
        return switch (random.nextInt(4)) {
            case 0 -> new Pot(3 * amount, Instant.MAX);
            case 1 -> new Bucket(amount, amount, DAY);
            case 2 -> Window.rolling(amount, DAY);
            default -> Window.firstUse(amount, DAY);
        };
    }

    private static List<Workload.Job> jobs(Random random) {
        List<Workload.Job> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            // Away from the ends of hours, where a request may count in either.
            long hour = random.nextInt((int) LENGTH.toHours());
            Instant at = START.plusSeconds(hour * 3600 + random.nextInt(3_000));
            int input = 50 + random.nextInt(1_500);
            int output = 20 + random.nextInt(600);
            EnumSet<Ability> needs = EnumSet.of(Ability.CHAT);
            jobs.add(new Workload.Job(at, "", input, input, input, output, needs));
        }
        jobs.sort(Comparator.comparing(Workload.Job::at));
        return jobs;
    }

    private static double optimum(World world, List<Workload.Job> jobs) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Budgets budgets = new Budgets(START, (int) LENGTH.toHours() + 1);
        Map<CounterKey, int[][]> cells = new HashMap<>();
        Map<Integer, Expression> uses = new HashMap<>();
        world.offers().stream()
                .flatMap(offer -> offer.limits().stream())
                .forEach(bound ->
                        cells.computeIfAbsent(
                                bound.key(), _ -> budgets.cells(bound.limit().counter())));
        double[] amounts = budgets.amounts();
        for (Workload.Job job : jobs) {
            Expression once = model.newExpression("once " + model.countExpressions()).upper(1);
            int hour = (int) Duration.between(START, job.at()).toHours();
            for (Offer offer : world.offers()) {
                Variable part = model.newVariable("x" + model.countVariables());
                part.lower(0).weight(1);
                once.set(part, 1);
                int output = (int) Math.min(job.output(), offer.model().outputTokensDefault());
                for (dev.freeway.core.catalog.Bound bound : offer.limits()) {
                    boolean each = bound.limit().meter() == Meter.REQUESTS;
                    Arrays.stream(cells.get(bound.key())[hour])
                            .mapToObj(cell ->
                                    uses.computeIfAbsent(
                                            cell,
                                            c ->
                                                    model.newExpression("cell " + c)
                                                            .upper(amounts[c])))
                            .forEach(use -> use.set(part, each ? 1 : job.input() + output));
                }
            }
        }
        return model.maximise().getValue();
    }
}
