package dev.freeway.core.quota;

/**
 * How usage becomes an amount of a meter: so much for the request, so much per million tokens, so
 * much for what is drawn or listened to. In units of the meter; amounts round up.
 */
public record Price(
        long perRequest,
        long perMillionInput,
        long perMillionCached,
        long perMillionOutput,
        long perImage,
        long perTile,
        long perStep,
        long perAudioMinute) {
    /** In place of a price that each model has of its own. */
    public static final Price UNPRICED = new Price(0, 0, 0, 0, 0, 0, 0, 0);

    private static final long MILLION = 1_000_000;
    private static final long MINUTE_MILLIS = 60_000;

    public Price {
        boolean tokens = perMillionInput < 0 || perMillionCached < 0 || perMillionOutput < 0;
        boolean media = perImage < 0 || perTile < 0 || perStep < 0 || perAudioMinute < 0;
        if (perRequest < 0 || tokens || media) {
            throw new IllegalArgumentException("price: negative (expected: ≥ 0)");
        }
    }

    /** By tokens alone, a million of them. */
    public static Price tokens(long input, long cached, long output) {
        return new Price(0, input, cached, output, 0, 0, 0, 0);
    }

    /** One a request, whatever its size. */
    public static Price each(long units) {
        return new Price(units, 0, 0, 0, 0, 0, 0, 0);
    }

    /** By how long sound lasts, a minute of it. */
    public static Price audioMinute(long units) {
        return new Price(0, 0, 0, 0, 0, 0, 0, units);
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
            case AUDIO_MILLISECONDS -> audioMinute(MINUTE_MILLIS);
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
                Math.addExact(perRequest, Math.ceilDiv(tokens, MILLION)),
                Math.addExact(drawn(usage.media()), heard(usage.media())));
    }

    private long drawn(Media media) {
        return Math.addExact(
                Math.multiplyExact(media.images(), perImage),
                Math.addExact(
                        Math.multiplyExact(media.tiles(), perTile),
                        Math.multiplyExact(media.steps(), perStep)));
    }

    private long heard(Media media) {
        return Math.ceilDiv(Math.multiplyExact(media.audioMillis(), perAudioMinute), MINUTE_MILLIS);
    }
}
