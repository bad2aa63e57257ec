package dev.freeway.core.quota;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one counter has counted: the units held by requests under way, and the cells used.
 * Immutable; the same shape for every counter, so a store need not know which one it saves.
 *
 * @param held units held by open reservations (expected: ≥ 0)
 * @param cells the cells that still count, oldest first
 */
public record Tally(long held, List<Cell> cells) {
    /** Nothing held, nothing used. */
    public static final Tally EMPTY = new Tally(0, List.of());

    public Tally {
        if (held < 0) {
            throw new IllegalArgumentException("held: " + held + " (expected: ≥ 0)");
        }
        cells = List.copyOf(cells);
    }

    /** Holds {@code amount} more. */
    public Tally hold(long amount) {
        return new Tally(Math.addExact(held, amount), cells);
    }

    /** Gives back {@code amount} held. */
    public Tally release(long amount) {
        return new Tally(held - amount, cells);
    }

    /**
     * As it is kept: so much held, and those cells new or in place of the ones of their keys.
     *
     * @param fresh in any order
     */
    public Tally renewed(long heldNow, Collection<Cell> fresh) {
        if (fresh.isEmpty()) {
            return new Tally(heldNow, cells);
        }
        Map<Long, Cell> byKey = new TreeMap<>();
        cells.forEach(cell -> byKey.put(cell.key(), cell));
        fresh.forEach(cell -> byKey.put(cell.key(), cell));
        return new Tally(heldNow, List.copyOf(byKey.values()));
    }

    /** With that cell in place of the one of its key, or last where there is none. */
    Tally with(Cell changed) {
        List<Cell> all = new ArrayList<>(cells.size() + 1);
        boolean replaced = false;
        for (Cell cell : cells) {
            boolean same = cell.key() == changed.key();
            all.add(same ? changed : cell);
            replaced |= same;
        }
        if (!replaced) {
            all.add(changed);
        }
        return new Tally(held, all);
    }

    /** The cell of that key, else {@code fresh}. */
    Cell cellOr(Cell fresh) {
        for (Cell cell : cells) {
            if (cell.key() == fresh.key()) {
                return cell;
            }
        }
        return fresh;
    }

    /** Without the cells that count no more at {@code micros}. */
    Tally live(long micros) {
        boolean anyOver = false;
        for (Cell cell : cells) {
            anyOver |= cell.until() <= micros;
        }
        return anyOver ? keep(cell -> cell.until() > micros) : this;
    }

    private Tally keep(Predicate<Cell> which) {
        return new Tally(held, cells.stream().filter(which).toList());
    }

    long used() {
        long sum = 0;
        for (Cell cell : cells) {
            sum = Math.addExact(sum, cell.used());
        }
        return sum;
    }
}
