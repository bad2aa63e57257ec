package dev.freeway.core.quota;

/** What is counted. Amounts are whole units of the meter. */
public enum Meter {
    REQUESTS(Counted.ON_ARRIVAL),
    INPUT_TOKENS(Counted.ON_ARRIVAL),
    OUTPUT_TOKENS(Counted.AT_END),
    TOTAL_TOKENS(Counted.AT_END),
    /** Input not served from the provider's prompt cache. */
    UNCACHED_INPUT_TOKENS(Counted.AT_END),
    /** Input not served from the provider's prompt cache, plus output. */
    UNCACHED_TOKENS(Counted.AT_END),
    /** Of sound listened to. */
    AUDIO_MILLISECONDS(Counted.AT_END),
    /** Thousandths of a neuron, Cloudflare's unit of compute. */
    MILLI_NEURONS(Counted.AT_END),
    /** Millionths of a United States dollar. */
    MICRO_DOLLARS(Counted.AT_END),
    /** Thousandths of a provider's own credit. */
    MILLI_CREDITS(Counted.AT_END),
    RUNS(Counted.ON_ARRIVAL),
    /** Requests under way. */
    IN_FLIGHT(Counted.ON_ARRIVAL);

    /** When in a request's life a provider counts it. */
    public enum Counted {
        /** Before the head of the answer is sent. */
        ON_ARRIVAL,
        /** Somewhere between arrival and the end of the answer. */
        AT_END
    }

    private final Counted counted;

    Meter(Counted counted) {
        this.counted = counted;
    }

    /** When a provider counts it. */
    public Counted counted() {
        return counted;
    }

    /** Whether a request takes of it by its model's own price. */
    public boolean priced() {
        return this == MILLI_NEURONS || this == MICRO_DOLLARS || this == MILLI_CREDITS;
    }

    /** The name in configuration and answers: {@code input_tokens}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
