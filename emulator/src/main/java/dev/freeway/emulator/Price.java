package dev.freeway.emulator;

/**
 * What a model costs.
 *
 * @param input dollars per million tokens, which is micro-dollars per token
 * @param output the same for what it writes
 */
record Price(double input, double output) {
    static final Price NOTHING = new Price(0, 0);

    /** In micro-dollars, rounded up: nothing is free. */
    long of(long inputTokens, long outputTokens) {
        return (long) Math.ceil(input * inputTokens + output * outputTokens - 1e-9);
    }
}
