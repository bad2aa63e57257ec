package dev.freeway.core.quota;

/**
 * One row of a tally: an amount that counts until a time. A new window is a new cell; a past one is
 * never changed.
 *
 * @param key names the cell within its tally, for good
 * @param from epoch microseconds: the earliest the cell may have begun
 * @param until epoch microseconds: from here on it counts no more
 * @param used units used (expected: ≥ 0)
 */
public record Cell(long key, long from, long until, long used) {
    public Cell {
        if (used < 0) {
            throw new IllegalArgumentException("used: " + used + " (expected: ≥ 0)");
        }
    }

    Cell plus(long amount) {
        return new Cell(key, from, until, Math.addExact(used, amount));
    }
}
