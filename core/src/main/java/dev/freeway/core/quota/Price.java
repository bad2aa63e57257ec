package dev.freeway.core.quota;

/**
 * How usage becomes an amount of a meter: so much for the request, so much per million tokens. In
 * units of the meter; amounts round up.
 */
public record Price(
        long perRequest, long perMillionInput, long perMillionCached, long perMillionOutput) {
    private static final long MILLION = 1_000_000;

    public Price {
        if (perRequest < 0 || perMillionInput < 0 || perMillionCached < 0 || perMillionOutput < 0) {
            throw new IllegalArgumentException("price: negative (expected: ≥ 0)");
        }
    }

    /** One a request, whatever its size. */
    public static Price each(long units) {
        return new Price(units, 0, 0, 0);
    }

    /** What the meter itself counts; meters of money and compute have no price of their own. */
    public static Price of(Meter meter) {
        return switch (meter) {
            case REQUESTS, RUNS, IN_FLIGHT -> each(1);
            case INPUT_TOKENS -> new Price(0, MILLION, MILLION, 0);
            case OUTPUT_TOKENS -> new Price(0, 0, 0, MILLION);
            case TOTAL_TOKENS -> new Price(0, MILLION, MILLION, MILLION);
            case UNCACHED_TOKENS -> new Price(0, MILLION, 0, MILLION);
            case MILLI_NEURONS, MICRO_DOLLARS, MILLI_CREDITS, MILLISECONDS ->
                    throw new IllegalArgumentException(
                            "meter: "
                                    + meter.id()
                                    + " (expected: with a price per token or request)");
        };
    }

    /** The amount that {@code usage} comes to. */
    public long amount(Usage usage) {
        long tokens =
                Math.addExact(
                        Math.addExact(
                                Math.multiplyExact(usage.input() - usage.cached(), perMillionInput),
                                Math.multiplyExact(usage.cached(), perMillionCached)),
                        Math.multiplyExact(usage.output(), perMillionOutput));
        return Math.addExact(perRequest, Math.ceilDiv(tokens, MILLION));
    }
}
