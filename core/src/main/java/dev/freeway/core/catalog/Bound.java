package dev.freeway.core.catalog;

import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Window;
import java.time.ZoneOffset;

/** A limit bound to the counter it is counted in. */
public record Bound(CounterKey key, Limit limit) {
    /** Stands before a billing's id in the name of its ceiling. */
    private static final String BILLED = "billed_";

    /** Whether what it counts costs money: the ceiling of something the operator allowed. */
    public boolean billed() {
        return key.limit().startsWith(BILLED);
    }

    /**
     * What is billed of an account.
     *
     * @param billing its id
     * @param most micro-dollars a calendar month of UTC (expected: > 0)
     */
    public static Bound ceiling(String grantor, String account, String billing, long most) {
        String id = BILLED + billing;
        return new Bound(
                new CounterKey(grantor, account, CounterKey.SHARED, id),
                Limit.of(
                        id,
                        Meter.MICRO_DOLLARS,
                        Window.calendar(most, CalendarUnit.MONTH, ZoneOffset.UTC)));
    }
}
