package dev.freeway.members;

/**
 * An amount as who takes it counts it.
 *
 * @param cents hundredths of the currency (expected: >= 0)
 * @param currency its ISO code, in small letters
 */
public record Money(long cents, String currency) {
    private static final long MICROS_PER_CENT = 10_000;

    public Money {
        if (cents < 0) {
            throw new IllegalArgumentException("cents: " + cents + " (expected: >= 0)");
        }
    }

    /** Whether so many micro-dollars are whole cents. */
    public static boolean whole(long microDollars) {
        return microDollars % MICROS_PER_CENT == 0;
    }

    /** So many micro-dollars, a dollar for one of the currency, rounded up to the cent. */
    public static Money of(long microDollars, String currency) {
        return new Money(Math.ceilDiv(microDollars, MICROS_PER_CENT), currency);
    }

    /** No more of it than that. */
    Money atMost(Money other) {
        return new Money(Math.min(cents, other.cents), currency);
    }
}
