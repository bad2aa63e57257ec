package dev.freeway.core.quota;

/**
 * What a request took.
 *
 * @param input prompt tokens, cached ones included (expected: ≥ 0)
 * @param cached those of them served from the provider's prompt cache (expected: ≤ input)
 * @param output tokens answered (expected: ≥ 0)
 * @param media beside tokens
 */
public record Usage(long input, long cached, long output, Media media) {
    /** Nothing. */
    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage {
        if (input < 0 || output < 0 || cached < 0 || cached > input) {
            throw new IllegalArgumentException(
                    "usage: input %d, cached %d, output %d (expected: 0 ≤ cached ≤ input, 0 ≤ output)"
                            .formatted(input, cached, output));
        }
    }

    /** In tokens alone. */
    public Usage(long input, long cached, long output) {
        this(input, cached, output, Media.NONE);
    }

    /** In tokens, none of them cached. */
    public static Usage of(long input, long output) {
        return new Usage(input, 0, output);
    }

    /** The same tokens, and that beside them. */
    public Usage with(Media beside) {
        return new Usage(input, cached, output, beside);
    }

    /** Input and output tokens. */
    public long total() {
        return input + output;
    }
}
