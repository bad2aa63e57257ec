package dev.freeway.core.quota;

/**
 * A window begins with the first use after the last ended. We know only within which span the
 * provider saw that use, so a cell runs from the earliest it may have begun to the latest it may
 * end. A use that may lie behind a cell's end opens the next cell as well, <em>provisionally</em>:
 * had it still been inside the old window, the new one would begin with the first use that surely
 * is not.
 */
record FirstUseRule(long period) implements WindowRule {
    @Override
    public long used(Tally tally, long from, long to) {
        long most = 0;
        for (Cell cell : tally.cells()) {
            most = touches(cell, from, to) ? Math.max(most, cell.used()) : most;
        }
        return most;
    }

    @Override
    public Tally use(Tally tally, long units, long from, long to) {
        if (units == 0) {
            return tally;
        }
        boolean mayBeInside = false;
        boolean surelyInside = false;
        Tally counted = tally;
        for (Cell cell : tally.cells()) {
            if (touches(cell, from, to)) {
                long earliest = Math.min(cell.from(), from);
                mayBeInside |= !provisional(cell);
                surelyInside |= to < EpochMicros.plus(earliest, period);
                counted =
                        counted.with(
                                new Cell(cell.key(), earliest, cell.until(), 0)
                                        .plus(cell.used() + units));
            }
        }
        if (!surelyInside) {
            long end = EpochMicros.plus(to, period);
            long latest = mayBeInside ? EpochMicros.plus(end, period) : end;
            return counted.with(new Cell(end, from, latest, units));
        }
        return mayBeInside ? counted : settled(counted, EpochMicros.plus(to, period));
    }

    /** This use was surely behind every older window: the provisional one ends by {@code end}. */
    private Tally settled(Tally tally, long end) {
        Tally settled = tally;
        for (Cell cell : tally.cells()) {
            if (provisional(cell)) {
                settled = settled.with(new Cell(cell.key(), cell.from(), end, cell.used()));
            }
        }
        return settled;
    }

    @Override
    public long nextChange(Tally tally, long micros) {
        long next = EpochMicros.FOREVER;
        for (Cell cell : tally.cells()) {
            next = cell.until() > micros ? Math.min(next, cell.until()) : next;
        }
        return next;
    }

    private boolean provisional(Cell cell) {
        return cell.until() == EpochMicros.plus(cell.key(), period);
    }

    private static boolean touches(Cell cell, long from, long to) {
        return cell.from() <= to && cell.until() > from;
    }
}
