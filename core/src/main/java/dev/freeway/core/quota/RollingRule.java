package dev.freeway.core.quota;

/**
 * Each use counts for one period after it was last possibly made. Uses within a 256th of a period
 * share a cell and end with its last, so that a tally stays small: at most 0.4 % of a period late.
 */
record RollingRule(long period) implements WindowRule {
    private static final int CELLS = 256;

    @Override
    public long used(Tally tally, long from, long to) {
        long sum = 0;
        for (Cell cell : tally.cells()) {
            sum += cell.until() > from ? cell.used() : 0;
        }
        return sum;
    }

    @Override
    public Tally use(Tally tally, long units, long from, long to) {
        if (units == 0) {
            return tally;
        }
        long until = EpochMicros.plus(to, period);
        Cell cell = tally.cellOr(new Cell(to / Math.max(1, period / CELLS), to, until, 0));
        return tally.with(
                new Cell(
                        cell.key(),
                        cell.from(),
                        Math.max(cell.until(), until),
                        Math.addExact(cell.used(), units)));
    }
}
