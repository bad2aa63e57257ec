package dev.freeway.core.quota;

/**
 * A window begins with the first use after the last ended. We know only within which span a
 * provider saw a use, so a cell runs from the earliest its window may have begun to the latest it
 * may end; where a use may belong to this window or already to the next, the cell goes on and
 * covers both. Takes for granted that a request is counted within one period.
 */
record FirstUseRule(long period) implements WindowRule {
    @Override
    public Tally open(Tally tally, long now) {
        boolean open = tally.cells().stream().anyMatch(cell -> cell.until() > now);
        return open ? tally : tally.with(new Cell(now, earliest(tally, now), latest(now), 0));
    }

    /** A request still under way may have begun the window since the last one can have ended. */
    private long earliest(Tally tally, long now) {
        return tally.held() == 0 || tally.cells().isEmpty()
                ? now
                : Math.min(now, EpochMicros.plus(tally.cells().getLast().from(), period));
    }

    /** Until a use inside the window says better. */
    private long latest(long openedAt) {
        return EpochMicros.plus(EpochMicros.plus(openedAt, period), period);
    }

    @Override
    public long used(Tally tally, long from, long to) {
        long most = 0;
        for (Cell cell : tally.cells()) {
            most = cell.until() > from ? Math.max(most, cell.used()) : most;
        }
        return most;
    }

    @Override
    public Tally use(Tally tally, long units, long from, long to) {
        if (units == 0) {
            return tally;
        }
        Tally counted = open(tally, from);
        for (Cell cell : counted.cells()) {
            if (cell.until() > from) {
                counted =
                        counted.with(
                                new Cell(
                                        cell.key(),
                                        cell.from(),
                                        until(cell, from, to),
                                        Math.addExact(cell.used(), units)));
            }
        }
        return counted;
    }

    private long until(Cell cell, long from, long to) {
        long end = EpochMicros.plus(to, period);
        boolean mayBeNext = to >= EpochMicros.plus(cell.from(), period);
        if (mayBeNext) {
            return Math.max(cell.until(), end);
        }
        boolean surelyInside = from >= cell.key();
        return surelyInside && cell.until() == latest(cell.key()) ? end : cell.until();
    }
}
