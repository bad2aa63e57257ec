package dev.freeway.core.quota;

/**
 * What a request took, in tokens.
 *
 * @param input prompt tokens, cached ones included (expected: ≥ 0)
 * @param cached those of them served from the provider's prompt cache (expected: ≤ input)
 * @param output tokens answered (expected: ≥ 0)
 */
public record Usage(long input, long cached, long output) {
    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage {
        if (input < 0 || output < 0 || cached < 0 || cached > input) {
            throw new IllegalArgumentException(
                    "usage: input %d, cached %d, output %d (expected: 0 ≤ cached ≤ input, 0 ≤ output)"
                            .formatted(input, cached, output));
        }
    }

    public static Usage of(long input, long output) {
        return new Usage(input, 0, output);
    }

    public long total() {
        return input + output;
    }
}
