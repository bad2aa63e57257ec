package dev.freeway.bench.yield;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A bound of what anybody could serve who knew every request beforehand: for any prices λ ≥ 0, Σ λ
 * · budget + Σ over requests max(0, best(1 − λ · consumption)) is no less than that. The prices are
 * searched for by dual steps, on a sample where there are many requests; the bound is their value
 * over all of them. Optimistic: requests may be split between offers, slots are ignored, short
 * windows are taken together by the hour. Nobody is taken to overdraw what is charged at the end.
 */
final class Bound {
    private static final int SEARCHED_BY = 10_000;
    private static final int ROUNDS = 1_500;
    private static final double STEP = 0.6;
    private static final double BLUR_FIRST = 0.3;
    private static final double BLUR_LAST = 0.002;

    /** Beyond its patience, how long a request may take. */
    private static final Duration BUSY_MAX = Duration.ofMinutes(1);

    private final World world;
    private final Duration late;
    private final int hours;
    private final List<Kind> kinds;
    private final List<List<Take>> takes = new ArrayList<>();
    private final double[] budgets;
    private final int[] outputMax;

    /** What each choice of the request at hand costs; kept, so that none is made for each. */
    private double[] options = new double[0];

    /** What a request takes of one limit, and in which cells of it, by the hour. */
    private record Take(int[][] cells, double request, double input, double output) {}

    /** What is taken together by kind and hour, or what it costs: a request, a token in and out. */
    private static final class Sums {
        final double[] count;
        final double[] input;
        final double[] output;

        Sums(int size) {
            count = new double[size];
            input = new double[size];
            output = new double[size];
        }
    }

    /**
     * @param patience how long a request may wait
     */
    Bound(World world, Duration patience) {
        this.world = world;
        late = patience.plus(BUSY_MAX);
        hours = (int) world.length().toHours() + 1;
        kinds = Kind.of(world);
        outputMax = kinds.stream().mapToInt(Kind::outputMax).toArray();
        Budgets all = new Budgets(world.start(), hours);
        Map<CounterKey, int[][]> cells = new HashMap<>();
        for (Kind kind : kinds) {
            List<Take> of = new ArrayList<>();
            for (dev.freeway.core.catalog.Bound bound : kind.limits()) {
                Limit limit = bound.limit();
                if (limit.counter().keeps() && !(limit.counter() instanceof Slots)) {
                    of.add(
                            take(
                                    limit.price(),
                                    cells.computeIfAbsent(
                                            bound.key(), _ -> all.cells(limit.counter()))));
                }
            }
            takes.add(of);
        }
        budgets = all.amounts();
    }

    private static Take take(Price price, int[][] cells) {
        return new Take(
                cells,
                (double) price.perRequest(),
                price.perMillionInput() / 1e6,
                price.perMillionOutput() / 1e6);
    }

    /** The bound for those requests in that world: no more than there are. */
    static double of(World world, Duration patience, List<Workload.Job> jobs) {
        Bound bound = new Bound(world, patience);
        Crowd all = bound.crowd(jobs);
        return Math.min(jobs.size(), bound.value(all, bound.search(jobs, all)));
    }

    private double[] search(List<Workload.Job> jobs, Crowd all) {
        if (jobs.size() <= SEARCHED_BY) {
            return search(all);
        }
        List<Workload.Job> some = sample(jobs, SEARCHED_BY);
        return search(crowd(some).weighing((double) jobs.size() / some.size()));
    }

    /** Some of them, evenly over time. */
    static List<Workload.Job> sample(List<Workload.Job> jobs, int most) {
        List<Workload.Job> some = new ArrayList<>(most);
        Random random = new Random(1);
        double each = (double) jobs.size() / most;
        for (double from = 0; from < jobs.size(); from += each) {
            int i = (int) (from + each * random.nextDouble());
            some.add(jobs.get(Math.min(i, jobs.size() - 1)));
        }
        return some;
    }

    Crowd crowd(List<Workload.Job> jobs) {
        return Crowd.of(jobs, kinds, world, late, 1);
    }

    /** Prices at which the bound is about the least. */
    double[] search(Crowd crowd) {
        return search(crowd, ROUNDS);
    }

    /** The same in so many steps. */
    double[] search(Crowd crowd, int rounds) {
        double[] price = beginning(crowd);
        double[] best = price.clone();
        double least = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            double[] use = new double[price.length];
            double blur = BLUR_FIRST * Math.pow(BLUR_LAST / BLUR_FIRST, (double) round / rounds);
            double value = value(crowd, price, use, blur);
            if (value < least) {
                least = value;
                best = price.clone();
            }
            step(price, use, Math.min(STEP, blur));
        }
        return best;
    }

    private void step(double[] price, double[] use, double step) {
        for (int cell = 0; cell < price.length; cell++) {
            double over = Math.log(Math.max(use[cell], 1e-9) / Math.max(budgets[cell], 1e-9));
            price[cell] *= Math.exp(step * Math.clamp(over, -1.0, 2.0));
        }
    }

    /** What everybody takes where nothing is dear. */
    private double[] beginning(Crowd crowd) {
        Sums taken = new Sums(hours * kinds.size());
        for (int i = 0; i < crowd.size(); i++) {
            for (int kind : crowd.able()[i]) {
                put(taken, crowd.first()[i] * kinds.size() + kind, crowd, i, 1);
            }
        }
        double[] takes = spread(taken);
        double[] takers = takers(taken);
        double[] price = new double[takes.length];
        for (int cell = 0; cell < price.length; cell++) {
            price[cell] = takes[cell] > 0 ? 0.05 * takers[cell] / takes[cell] : 0;
        }
        return price;
    }

    private void put(Sums taken, int at, Crowd crowd, int i, double part) {
        taken.count[at] += part;
        taken.input[at] += part * crowd.input()[i];
        taken.output[at] += part * Math.min(crowd.output()[i], outputMax[at % kinds.size()]);
    }

    /** The bound at those prices. */
    double value(Crowd crowd, double[] price) {
        return value(crowd, price, new double[price.length], BLUR_LAST);
    }

    /** The same; {@code use} becomes what is taken of each cell. */
    private double value(Crowd crowd, double[] price, double[] use, double blur) {
        Sums cost = costs(price);
        Sums taken = new Sums(hours * kinds.size());
        double value = 0;
        options = new double[crowd.hoursMax() * kinds.size()];
        for (int i = 0; i < crowd.size(); i++) {
            value += 1 - take(crowd, i, cost, taken, blur);
        }
        value *= crowd.weight();
        double[] each = spread(taken);
        for (int cell = 0; cell < price.length; cell++) {
            use[cell] = crowd.weight() * each[cell];
            value += price[cell] * budgets[cell];
        }
        return value;
    }

    /**
     * What a request costs at least, or 1 where it is not served. It takes of each offer the more
     * the nearer that is to the best: among requests that are all alike, prices would otherwise
     * swing between all and none.
     */
    private double take(Crowd crowd, int i, Sums cost, Sums taken, double blur) {
        double[] costs = options;
        int[] able = crowd.able()[i];
        int count = 0;
        double least = 1;
        for (int hour = crowd.first()[i]; hour <= crowd.last()[i]; hour++) {
            for (int kind : able) {
                int at = hour * kinds.size() + kind;
                double of =
                        cost.count[at]
                                + cost.input[at] * crowd.input()[i]
                                + cost.output[at] * Math.min(crowd.output()[i], outputMax[kind]);
                costs[count++] = of;
                least = Math.min(least, of);
            }
        }
        double all = Math.exp((least - 1) / blur);
        for (int option = 0; option < count; option++) {
            double behind = (least - costs[option]) / blur;
            costs[option] = behind < -12 ? 0 : Math.exp(behind);
            all += costs[option];
        }
        for (int option = 0; option < count; option++) {
            if (costs[option] > 0) {
                int hour = crowd.first()[i] + option / able.length;
                int at = hour * kinds.size() + able[option % able.length];
                put(taken, at, crowd, i, costs[option] / all);
            }
        }
        return least;
    }

    /** Of each kind in each hour, what a request, a token in and a token out cost. */
    private Sums costs(double[] price) {
        Sums cost = new Sums(hours * kinds.size());
        for (int at = 0; at < hours * kinds.size(); at++) {
            for (Take take : takes.get(at % kinds.size())) {
                for (int cell : take.cells[at / kinds.size()]) {
                    cost.count[at] += price[cell] * take.request;
                    cost.input[at] += price[cell] * take.input;
                    cost.output[at] += price[cell] * take.output;
                }
            }
        }
        return cost;
    }

    /** What is taken of each cell. */
    private double[] spread(Sums taken) {
        double[] use = new double[budgets.length];
        for (int at = 0; at < hours * kinds.size(); at++) {
            for (Take take : takes.get(at % kinds.size())) {
                double of =
                        take.request * taken.count[at]
                                + take.input * taken.input[at]
                                + take.output * taken.output[at];
                for (int cell : take.cells[at / kinds.size()]) {
                    use[cell] += of;
                }
            }
        }
        return use;
    }

    /** How many requests take of each cell. */
    private double[] takers(Sums taken) {
        double[] takers = new double[budgets.length];
        for (int at = 0; at < hours * kinds.size(); at++) {
            for (Take take : takes.get(at % kinds.size())) {
                for (int cell : take.cells[at / kinds.size()]) {
                    takers[cell] += taken.count[at];
                }
            }
        }
        return takers;
    }
}
