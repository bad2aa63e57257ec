package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Usage;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a request to one offer is charged, all of its limits together: linear in what it uses, but
 * for rounding. In requests' worth: 1 is what serving a request is worth.
 */
final class Tariff {
    /** As many features of a usage are charged for. */
    static final int FEATURES = 8;

    private static final double MILLION = 1e6;
    private static final double MINUTE_MILLIS = 60_000;

    private final double[] each = new double[FEATURES];

    /** By what a unit of each limit costs. */
    static Tariff of(List<Bound> limits, ToDoubleFunction<CounterKey> unit) {
        Tariff tariff = new Tariff();
        for (Bound bound : limits) {
            double cost = unit.applyAsDouble(bound.key());
            if (cost > 0) {
                tariff.add(rates(bound.limit().price()), cost);
            }
        }
        return tariff;
    }

    /** Charges {@code cost} more for each unit of a limit that takes by those rates. */
    void add(double[] rates, double cost) {
        for (int i = 0; i < FEATURES; i++) {
            each[i] += cost * rates[i];
        }
    }

    /** What a request that uses that is charged. */
    double price(Usage usage) {
        return each[0] + inTokens(usage) + (usage.media().isNone() ? 0 : inMedia(usage));
    }

    private double inTokens(Usage usage) {
        return each[1] * (usage.input() - usage.cached())
                + each[2] * usage.cached()
                + each[3] * usage.output();
    }

    private double inMedia(Usage usage) {
        return each[4] * usage.media().images()
                + each[5] * usage.media().tiles()
                + each[6] * usage.media().steps()
                + each[7] * usage.media().audioMillis();
    }

    /** What is charged for, in the order of {@link #rates}. */
    static double[] features(Usage usage) {
        return new double[] {
            1,
            usage.input() - usage.cached(),
            usage.cached(),
            usage.output(),
            usage.media().images(),
            usage.media().tiles(),
            usage.media().steps(),
            usage.media().audioMillis()
        };
    }

    /** Units that each feature takes of a meter. */
    static double[] rates(Price price) {
        return new double[] {
            price.perRequest(),
            price.perMillionInput() / MILLION,
            price.perMillionCached() / MILLION,
            price.perMillionOutput() / MILLION,
            price.perImage(),
            price.perTile(),
            price.perStep(),
            price.perAudioMinute() / MINUTE_MILLIS
        };
    }
}
