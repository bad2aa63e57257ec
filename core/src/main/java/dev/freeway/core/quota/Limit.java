package dev.freeway.core.quota;

/**
 * Something that can run out.
 *
 * @param id its name within the terms it belongs to: {@code rpm}
 * @param meter what is counted
 * @param price how usage becomes an amount of the meter
 * @param counter in which shape
 * @param charge how a request is charged to it
 * @param exhaustion what happens when it has run out
 */
public record Limit(
        String id,
        Meter meter,
        Price price,
        Counter counter,
        Charge charge,
        Exhaustion exhaustion) {
    public Limit {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: blank (expected: a name)");
        }
        if (meter == Meter.IN_FLIGHT != counter instanceof Slots) {
            throw new IllegalArgumentException(
                    "meter: "
                            + meter.id()
                            + " of "
                            + id
                            + " (expected: in_flight for slots, only)");
        }
    }

    /** The same limit for what costs {@code price}. */
    public Limit at(Price price) {
        return new Limit(id, meter, price, counter, charge, exhaustion);
    }

    /**
     * The same limit, now that its provider says how large it is: of one that was never disclosed
     * that is believed, a published one it can only tighten.
     */
    public Limit learned(long told) {
        boolean believed = counter instanceof Undisclosed || told < counter.amount();
        return believed
                ? new Limit(id, meter, price, counter.resized(told), charge, exhaustion)
                : this;
    }

    /** The same limit, but for what happens when it has run out. */
    public Limit then(Exhaustion exhaustion) {
        return new Limit(id, meter, price, counter, charge, exhaustion);
    }

    /** A limit that reserves, and refuses when it has run out. */
    public static Limit of(String id, Meter meter, Counter counter) {
        return new Limit(
                id, meter, Price.of(meter), counter, Charge.RESERVE, new Exhaustion.Refuse());
    }
}
