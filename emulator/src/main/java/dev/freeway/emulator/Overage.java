package dev.freeway.emulator;

import java.time.Instant;
import java.util.IdentityHashMap;

/** What is used beyond a free allowance, which an account that pays is charged for. */
final class Overage {
    private final IdentityHashMap<Visit, Long> due = new IdentityHashMap<>();

    /**
     * Counts {@code units}; what of them is over the count's amount is due.
     *
     * @param price in micro-dollars a unit; 0: never charged
     */
    void use(Visit visit, Count count, double units, double price, Instant now) {
        double before = Math.max((double) count.amount, count.counted(now));
        count.add(units, now);
        double beyond = Math.max(0, count.counted(now) - before);
        due.put(visit, (long) Math.ceil(beyond * price - 1e-9));
    }

    /** In micro-dollars; asked once. */
    long due(Visit visit) {
        Long owed = due.remove(visit);
        return owed == null ? 0 : owed;
    }
}
