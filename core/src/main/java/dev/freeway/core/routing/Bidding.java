package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Usage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A search for prices at which as much is asked for as there is. In each round every bidder takes
 * what is cheapest for it, or nothing where that costs more than it is worth; then prices follow
 * demand. Among bidders that are all alike prices would swing between all and none, so that each
 * takes the more of an offer the nearer that is to its best; the blur goes down round by round.
 */
final class Bidding {
    private static final int ROUNDS = 300;
    private static final int ROUNDS_AGAIN = 60;
    private static final double STEP = 0.6;
    private static final double STEP_AGAIN = 0.3;
    private static final double DOWN_MOST = -1.0;
    private static final double UP_MOST = 1.5;
    private static final double BLUR_FIRST = 0.3;
    private static final double FAR = 8;
    private static final double BEGIN = 0.05;

    /** All of a limit that cost nothing begins at that share of what all requests are worth. */
    private static final double FLOOR = 1e-4;

    private final List<Bidder> bidders;
    private final double weight;
    private final List<Kind> kinds;
    private final int slices;
    private final Map<CounterKey, Integer> places = new HashMap<>();
    private final double[] budget;
    private final boolean[][] turned;
    private final double[] price;

    /** Offers that take the same of the same limits. */
    record Kind(List<Bound> limits) {}

    /**
     * One request that is expected.
     *
     * @param able the kinds that could serve it
     * @param slice between which two turns of windows it comes
     */
    @SuppressWarnings("ArrayRecordComponent") // read in the innermost loop, never compared
    record Bidder(Usage expected, int[] able, int slice) {}

    /**
     * @param weight how many requests each bidder stands for
     * @param turns when windows end, in order
     */
    Bidding(
            List<Bidder> bidders,
            double weight,
            List<Kind> kinds,
            Instant[] turns,
            Map<CounterKey, Supply> supplies) {
        this.bidders = bidders;
        this.weight = weight;
        this.kinds = kinds;
        slices = turns.length + 1;
        budget = new double[2 * supplies.size()];
        turned = new boolean[supplies.size()][slices];
        supplies.forEach((key, supply) -> {
            int place = places.size();
            places.put(key, place);
            budget[2 * place] = supply.first();
            budget[2 * place + 1] = supply.then();
            for (int slice = 1; slice < slices; slice++) {
                turned[place][slice] = !turns[slice - 1].isBefore(supply.until());
            }
        });
        price = new double[budget.length];
    }

    /** The mean of the later rounds' prices. */
    Prices prices(Prices before) {
        begin(before);
        double[] mean = new double[price.length];
        int rounds = before.informed() ? ROUNDS_AGAIN : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            double[] use = use(before.informed() ? Blur.WIDTH : blur(round));
            double step = (before.informed() ? STEP_AGAIN : STEP) / (1 + round / 10.0);
            boolean last = round >= rounds * 3 / 4;
            for (int l = 0; l < price.length; l++) {
                double over = Math.log(Math.max(use[l], 1e-9) / Math.max(budget[l], 1e-9));
                price[l] *= Math.exp(step * Math.clamp(over, DOWN_MOST, UP_MOST));
                mean[l] += last ? price[l] / (rounds - rounds * 3 / 4) : 0;
            }
        }
        Map<CounterKey, Double> units = new HashMap<>();
        places.forEach((key, place) -> {
            if (mean[2 * place] > 0) {
                units.put(key, mean[2 * place]);
            }
        });
        return new Prices(units, true);
    }

    private static double blur(int round) {
        return BLUR_FIRST * Math.pow(Blur.WIDTH / BLUR_FIRST, (double) round / ROUNDS);
    }

    /** Where the last search ended, or small: a fraction of a request for its mean take. */
    private void begin(Prices before) {
        double[] use = use(Double.POSITIVE_INFINITY);
        double all = weight * bidders.size();
        places.forEach((key, place) -> {
            for (int l = 2 * place; l <= 2 * place + 1; l++) {
                double small = use[l] > 0 ? BEGIN * all / (use[l] * kinds.size()) : 0;
                double least = Math.min(small, FLOOR * all / Math.max(1e-9, budget[l]));
                price[l] = before.informed() ? Math.max(least, before.unit(key)) : small;
            }
        });
    }

    private int cell(Bound bound, int slice) {
        int place = places.getOrDefault(bound.key(), 0);
        return 2 * place + (turned[place][slice] ? 1 : 0);
    }

    /** How much is asked of each window at the prices of the moment. */
    private double[] use(double blur) {
        Tariff[][] tariffs = new Tariff[slices][kinds.size()];
        double[][][] taken = new double[slices][kinds.size()][Tariff.FEATURES];
        for (int slice = 0; slice < slices; slice++) {
            for (int k = 0; k < kinds.size(); k++) {
                tariffs[slice][k] = new Tariff();
                for (Bound bound : kinds.get(k).limits()) {
                    double[] rates = Tariff.rates(bound.limit().price());
                    tariffs[slice][k].add(rates, price[cell(bound, slice)]);
                }
            }
        }
        double[] costs = new double[kinds.size()];
        for (Bidder bidder : bidders) {
            take(bidder, tariffs[bidder.slice()], taken[bidder.slice()], costs, blur);
        }
        return spread(taken);
    }

    private void take(
            Bidder bidder, Tariff[] tariffs, double[][] taken, double[] costs, double blur) {
        int[] able = bidder.able();
        double least = 1;
        for (int i = 0; i < able.length; i++) {
            costs[i] = tariffs[able[i]].price(bidder.expected());
            least = Math.min(least, costs[i]);
        }
        double all = Math.exp((least - 1) / blur);
        for (int i = 0; i < able.length; i++) {
            double behind = (costs[i] - least) / blur;
            costs[i] = behind > FAR ? 0 : Math.exp(-behind);
            all += costs[i];
        }
        double[] features = Tariff.features(bidder.expected());
        for (int i = 0; i < able.length; i++) {
            double part = weight * costs[i] / all;
            for (int f = 0; part > 0 && f < features.length; f++) {
                taken[able[i]][f] += part * features[f];
            }
        }
    }

    private double[] spread(double[][][] taken) {
        double[] use = new double[budget.length];
        for (int slice = 0; slice < slices; slice++) {
            for (int k = 0; k < kinds.size(); k++) {
                for (Bound bound : kinds.get(k).limits()) {
                    use[cell(bound, slice)] += units(bound, taken[slice][k]);
                }
            }
        }
        return use;
    }

    private static double units(Bound bound, double[] features) {
        double[] rates = Tariff.rates(bound.limit().price());
        double units = 0;
        for (int f = 0; f < rates.length; f++) {
            units += rates[f] * features[f];
        }
        return units;
    }
}
