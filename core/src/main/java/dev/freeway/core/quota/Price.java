package dev.freeway.core.quota;

/**
 * How usage becomes an amount of a meter: so much for the request, so much per million tokens, so
 * much for what is drawn. In units of the meter; amounts round up.
 */
public record Price(
        long perRequest,
        long perMillionInput,
        long perMillionCached,
        long perMillionOutput,
        long perImage,
        long perTile,
        long perStep) {
    /** In place of a price that each model has of its own. */
    public static final Price UNPRICED = new Price(0, 0, 0, 0, 0, 0, 0);

    private static final long MILLION = 1_000_000;

    public Price {
        boolean tokens = perMillionInput < 0 || perMillionCached < 0 || perMillionOutput < 0;
        if (perRequest < 0 || tokens || perImage < 0 || perTile < 0 || perStep < 0) {
            throw new IllegalArgumentException("price: negative (expected: ≥ 0)");
        }
    }

    /** By tokens alone, a million of them. */
    public static Price tokens(long input, long cached, long output) {
        return new Price(0, input, cached, output, 0, 0, 0);
    }

    /** One a request, whatever its size. */
    public static Price each(long units) {
        return new Price(units, 0, 0, 0, 0, 0, 0);
    }

    /** What the meter itself counts; those of money and compute cost what each model costs. */
    public static Price of(Meter meter) {
        return switch (meter) {
            case REQUESTS, RUNS, IN_FLIGHT -> each(1);
            case INPUT_TOKENS -> tokens(MILLION, MILLION, 0);
            case OUTPUT_TOKENS -> tokens(0, 0, MILLION);
            case TOTAL_TOKENS -> tokens(MILLION, MILLION, MILLION);
            case UNCACHED_INPUT_TOKENS -> tokens(MILLION, 0, 0);
            case UNCACHED_TOKENS -> tokens(MILLION, 0, MILLION);
            case MILLI_NEURONS, MICRO_DOLLARS, MILLI_CREDITS -> UNPRICED;
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
        return Math.addExact(
                Math.addExact(perRequest, Math.ceilDiv(tokens, MILLION)), drawn(usage.media()));
    }

    private long drawn(Media media) {
        return Math.addExact(
                Math.multiplyExact(media.images(), perImage),
                Math.addExact(
                        Math.multiplyExact(media.tiles(), perTile),
                        Math.multiplyExact(media.steps(), perStep)));
    }
}
