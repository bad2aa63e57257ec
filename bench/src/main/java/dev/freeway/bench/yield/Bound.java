package dev.freeway.bench.yield;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bound of what anybody could serve who knew every request beforehand: for any prices λ ≥ 0, Σ λ
 * · budget + Σ over requests max(0, best(1 − λ · consumption)) is no less than that. The prices are
 * searched for by dual steps; the least value found is the bound. Optimistic: requests may be split
 * between offers, slots are ignored, short windows are taken together by the hour.
 */
final class Bound {
    private static final int ROUNDS = 200;
    private static final double HOUR = 3600;
    private static final double BLUR_FIRST = 0.3;
    private static final double BLUR_LAST = 0.01;

    private final Instant start;
    private final int hours;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Double> budgets = new ArrayList<>();
    private final Map<CounterKey, int[][]> cells = new HashMap<>();

    /** Offers that take the same are one. */
    private static final class Kind {
        final Offer first;
        final List<Offer> offers = new ArrayList<>();
        final List<Take> takes = new ArrayList<>();

        Kind(Offer first) {
            this.first = first;
        }

        /** Output tokens of a job there: its answer is cut at the default bound. */
        int output(Workload.Job job) {
            return (int) Math.min(job.output(), first.model().outputTokensDefault());
        }

        boolean able(Workload.Job job) {
            Usage usage = Usage.of(job.input(), output(job));
            return offers.stream()
                            .anyMatch(offer ->
                                    offer.model().abilities().containsAll(job.needs())
                                            && offer.closed(job.needs()).isEmpty()
                                            && usage.total() <= offer.model().contextTokensMax())
                    && first.limits().stream()
                            .filter(bound -> bound.limit().counter() instanceof Cap)
                            .allMatch(bound ->
                                    bound.limit().price().amount(usage)
                                            <= bound.limit().counter().amount());
        }
    }

    /** What a request takes of one limit, and in which cells of it, by the hour. */
    private record Take(int[][] cells, double request, double input, double output) {}

    /** What is taken together: how much, and by whom. */
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

    Bound(World world) {
        start = world.start();
        hours = (int) world.length().toHours() + 1;
        Map<Object, Kind> bySignature = new HashMap<>();
        for (Offer offer : world.offers()) {
            Object signature =
                    List.of(offer.limits(), offer.model().outputTokensDefault(), offer.tolls());
            Kind kind =
                    bySignature.computeIfAbsent(
                            signature,
                            _ -> {
                                Kind fresh = new Kind(offer);
                                kinds.add(fresh);
                                return fresh;
                            });
            kind.offers.add(offer);
        }
        kinds.forEach(kind ->
                kind.first.limits().stream()
                        .filter(bound -> bound.limit().counter().keeps())
                        .filter(bound -> !(bound.limit().counter() instanceof Slots))
                        .forEach(bound -> kind.takes.add(take(bound.key(), bound.limit()))));
    }

    private Take take(CounterKey key, Limit limit) {
        Price price = limit.price();
        int[][] of = cells.computeIfAbsent(key, _ -> cells(limit.counter()));
        return new Take(
                of,
                (double) price.perRequest(),
                price.perMillionInput() / 1e6,
                price.perMillionOutput() / 1e6);
    }

    /** For each hour, the cells in which something counts that is taken then. */
    private int[][] cells(Counter counter) {
        return switch (counter) {
            case Undisclosed(Counter prior) -> cells(prior);
            case Slots _, Cap _ -> throw new IllegalArgumentException("nothing is kept of it");
            case Pot pot -> whole((double) pot.amount());
            case Bucket bucket -> {
                double perHour = bucket.refill() * HOUR / bucket.period().toSeconds();
                int[][] all = whole(bucket.capacity() + perHour * hours);
                int[][] hourly = every(1, (double) bucket.capacity() + perHour);
                int[][] daily = every(24, bucket.capacity() + 24 * perHour);
                yield both(all, both(hourly, daily));
            }
            case Window window -> cells(window);
        };
    }

    private int[][] cells(Window window) {
        double seconds = window.period().toSeconds();
        if (seconds <= HOUR) {
            return every(1, window.amount() * HOUR / seconds);
        }
        return switch (window.anchor()) {
            case Anchor.Rolling() -> every((int) (seconds / HOUR), (double) window.amount());
            case Anchor.FirstUse() -> whole(window.amount() * Math.ceil(hours * HOUR / seconds));
            case Anchor.Calendar _ -> calendar(window, (double) window.amount());
        };
    }

    private int[][] whole(double budget) {
        return every(hours, budget);
    }

    private int[][] every(int length, double budget) {
        int[][] of = new int[hours][];
        for (int hour = 0; hour < hours; hour++) {
            if (hour % length == 0) {
                budgets.add(budget);
            }
            of[hour] = new int[] {budgets.size() - 1};
        }
        return of;
    }

    private int[][] calendar(Window window, double budget) {
        int[][] of = new int[hours][];
        Instant until = Instant.MIN;
        for (int hour = 0; hour < hours; hour++) {
            Instant at = start.plus(Duration.ofHours(hour));
            if (!at.isBefore(until)) {
                budgets.add(budget);
                until = window.resetsAt(Tally.EMPTY, at);
            }
            of[hour] = new int[] {budgets.size() - 1};
        }
        return of;
    }

    private static int[][] both(int[][] some, int[][] others) {
        int[][] of = new int[some.length][];
        for (int i = 0; i < of.length; i++) {
            of[i] = Arrays.copyOf(some[i], some[i].length + others[i].length);
            System.arraycopy(others[i], 0, of[i], some[i].length, others[i].length);
        }
        return of;
    }

    /**
     * The bound for those jobs.
     *
     * @param weight how many requests each stands for
     */
    double of(List<Workload.Job> jobs, double weight) {
        int[][] able = able(jobs);
        double[] price = beginning(jobs, able, weight);
        double[] mean = new double[price.length];
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            double[] use = new double[price.length];
            double blur = BLUR_FIRST * Math.pow(BLUR_LAST / BLUR_FIRST, (double) round / ROUNDS);
            least = Math.min(least, value(jobs, able, weight, price, use, blur));
            double step = 0.6 / Math.sqrt(1 + round / 20.0);
            for (int cell = 0; cell < price.length; cell++) {
                double over =
                        Math.log(Math.max(use[cell], 1e-9) / Math.max(budgets.get(cell), 1e-9));
                price[cell] *= Math.exp(step * Math.clamp(over, -1.0, 2.0));
                mean[cell] += round >= ROUNDS / 2 ? price[cell] / (ROUNDS - ROUNDS / 2) : 0;
            }
        }
        return Math.min(
                least, value(jobs, able, weight, mean, new double[price.length], BLUR_LAST));
    }

    private int[][] able(List<Workload.Job> jobs) {
        int[][] able = new int[jobs.size()][];
        int[] some = new int[kinds.size()];
        for (int i = 0; i < able.length; i++) {
            int count = 0;
            for (int k = 0; k < kinds.size(); k++) {
                if (kinds.get(k).able(jobs.get(i))) {
                    some[count++] = k;
                }
            }
            able[i] = Arrays.copyOf(some, count);
        }
        return able;
    }

    private int hour(Workload.Job job) {
        return (int) Math.min(hours - 1, Duration.between(start, job.at()).toHours());
    }

    private double[] beginning(List<Workload.Job> jobs, int[][] able, double weight) {
        double[] takes = new double[budgets.size()];
        double[] takers = new double[budgets.size()];
        for (int i = 0; i < jobs.size(); i++) {
            for (int k : able[i]) {
                Workload.Job job = jobs.get(i);
                for (Take take : kinds.get(k).takes) {
                    for (int cell : take.cells[hour(job)]) {
                        takers[cell] += weight;
                        takes[cell] +=
                                weight
                                        * (take.request
                                                + take.input * job.input()
                                                + take.output * kinds.get(k).output(job));
                    }
                }
            }
        }
        double[] price = new double[takes.length];
        for (int cell = 0; cell < price.length; cell++) {
            price[cell] = takes[cell] > 0 ? 0.05 * takers[cell] / takes[cell] : 0;
        }
        return price;
    }

    /** The bound at those prices; {@code use} becomes what is taken of each cell. */
    private double value(
            List<Workload.Job> jobs,
            int[][] able,
            double weight,
            double[] price,
            double[] use,
            double blur) {
        Sums cost = costs(price);
        Sums taken = new Sums(hours * kinds.size());
        double value = 0;
        double[] costs = new double[kinds.size()];
        for (int i = 0; i < able.length; i++) {
            value += weight * take(jobs.get(i), able[i], cost, taken, costs, weight, blur);
        }
        spread(taken, use);
        for (int cell = 0; cell < price.length; cell++) {
            value += price[cell] * budgets.get(cell);
        }
        return value;
    }

    /**
     * What a job gains at its best. It takes of each offer the more the nearer that is to the best:
     * among requests that are all alike, prices would otherwise swing between all and none.
     */
    private double take(
            Workload.Job job,
            int[] able,
            Sums cost,
            Sums taken,
            double[] costs,
            double weight,
            double blur) {
        int row = hour(job) * kinds.size();
        double least = 1;
        for (int i = 0; i < able.length; i++) {
            int at = row + able[i];
            costs[i] =
                    cost.count[at]
                            + cost.input[at] * job.input()
                            + cost.output[at] * kinds.get(able[i]).output(job);
            least = Math.min(least, costs[i]);
        }
        double all = Math.exp((least - 1) / blur);
        for (int i = 0; i < able.length; i++) {
            double behind = (least - costs[i]) / blur;
            costs[i] = behind < -12 ? 0 : Math.exp(behind);
            all += costs[i];
        }
        for (int i = 0; i < able.length; i++) {
            if (costs[i] > 0) {
                double part = weight * costs[i] / all;
                int at = row + able[i];
                taken.count[at] += part;
                taken.input[at] += part * job.input();
                taken.output[at] += part * kinds.get(able[i]).output(job);
            }
        }
        return 1 - least;
    }

    /** Of each kind in each hour, what a request, a token in and a token out cost. */
    private Sums costs(double[] price) {
        Sums cost = new Sums(hours * kinds.size());
        for (int hour = 0; hour < hours; hour++) {
            for (int k = 0; k < kinds.size(); k++) {
                int at = hour * kinds.size() + k;
                for (Take take : kinds.get(k).takes) {
                    for (int cell : take.cells[hour]) {
                        cost.count[at] += price[cell] * take.request;
                        cost.input[at] += price[cell] * take.input;
                        cost.output[at] += price[cell] * take.output;
                    }
                }
            }
        }
        return cost;
    }

    private void spread(Sums taken, double[] use) {
        for (int hour = 0; hour < hours; hour++) {
            for (int k = 0; k < kinds.size(); k++) {
                int at = hour * kinds.size() + k;
                for (Take take : kinds.get(k).takes) {
                    for (int cell : take.cells[hour]) {
                        use[cell] +=
                                take.request * taken.count[at]
                                        + take.input * taken.input[at]
                                        + take.output * taken.output[at];
                    }
                }
            }
        }
    }
}
