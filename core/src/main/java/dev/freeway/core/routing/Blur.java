package dev.freeway.core.routing;

/**
 * The noise by which requests that are all alike part among offers that cost about the same: prices
 * are solved as if each took the more of an offer the nearer that is to its best, so each decision
 * must too. Gumbel noise does exactly that. From a request's lot, so that the same lot parts the
 * same way.
 */
final class Blur {
    /** In requests' worth. */
    static final double WIDTH = 0.02;

    private static final int SIZE = 1 << 10;
    private static final double[] QUANTILES = quantiles();

    private Blur() {}

    private static double[] quantiles() {
        double[] quantiles = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            quantiles[i] = -WIDTH * Math.log(-Math.log((i + 0.5) / SIZE));
        }
        return quantiles;
    }

    /** How much cheaper the offer at that place looks to that lot. */
    static double of(long lot, int place) {
        long mixed = (lot + place) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return QUANTILES[(int) (mixed >>> 54)];
    }
}
