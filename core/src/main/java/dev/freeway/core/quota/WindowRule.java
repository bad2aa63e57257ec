package dev.freeway.core.quota;

/** How the cells of a window are laid out. Times in epoch microseconds. */
interface WindowRule {
    /** A request is about to leave: a window that begins with its first use may begin now. */
    default Tally open(Tally tally, long now) {
        return tally;
    }

    /** Used units in the fullest window that a time within {@code from..to} may belong to. */
    long used(Tally tally, long from, long to);

    /** Adds units to every window that a time within {@code from..to} may belong to. */
    Tally use(Tally tally, long units, long from, long to);

    /** The next time after {@code micros} at which less may be used. */
    default long nextChange(Tally tally, long micros) {
        long next = EpochMicros.FOREVER;
        for (Cell cell : tally.cells()) {
            next = cell.until() > micros ? Math.min(next, cell.until()) : next;
        }
        return next;
    }
}
