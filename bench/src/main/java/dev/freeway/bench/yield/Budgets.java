package dev.freeway.bench.yield;

import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much there is of every limit, in cells: so much can at most be taken in all the hours that
 * count in a cell. Whoever keeps a limit keeps every cell of it; not the other way round, as what
 * is shorter than an hour is taken together by the hour.
 */
final class Budgets {
    private static final double HOUR = 3600;
    private static final int DAY = 24;
    private static final int[] NONE = {};

    private final Instant start;
    private final int hours;
    private final List<Double> amounts = new ArrayList<>();

    /**
     * @param start of the first hour, a whole one
     */
    Budgets(Instant start, int hours) {
        this.start = start;
        this.hours = hours;
    }

    /** Of each cell. */
    double[] amounts() {
        return amounts.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** For each hour, the cells in which something counts that is taken then. */
    int[][] cells(Counter counter) {
        return switch (counter) {
            case Undisclosed(Counter prior) -> cells(prior);
            case Slots _, Cap _ -> throw new IllegalArgumentException("nothing is kept of it");
            case Pot pot -> every(hours, (double) pot.amount());
            case Bucket bucket -> bucket(bucket);
            case Window window ->
                    switch (window.anchor()) {
                        case Anchor.Rolling() -> rolling(window);
                        case Anchor.Calendar _ -> calendar(window);
                        case Anchor.FirstUse() -> firstUse(window);
                    };
        };
    }

    /** Full at first, in every hour, day and over all. */
    private int[][] bucket(Bucket bucket) {
        double full = (double) bucket.capacity();
        double perHour = bucket.refill() * HOUR / bucket.period().toSeconds();
        return both(
                every(hours, full + perHour * hours),
                both(every(DAY, full + perHour * DAY), every(1, full + perHour)));
    }

    /** A block of hours no longer than the window can take no more than it; from two beginnings. */
    private int[][] rolling(Window window) {
        double seconds = window.period().toMillis() / 1000.0;
        if (seconds <= HOUR) {
            return every(1, window.amount() * Math.ceil(HOUR / seconds));
        }
        int length = (int) (seconds / HOUR);
        double amount = (double) window.amount();
        int[][] blocks = every(length, amount);
        return length < 2 ? blocks : both(blocks, shifted(length, amount));
    }

    /** An hour in which a window ends counts in neither. */
    private int[][] calendar(Window window) {
        double seconds = window.period().toSeconds();
        if (seconds <= HOUR) {
            return every(1, window.amount() * HOUR / seconds);
        }
        int[][] of = new int[hours][];
        Instant until = Instant.MIN;
        for (int hour = 0; hour < hours; hour++) {
            Instant from = start.plus(Duration.ofHours(hour));
            if (!from.isBefore(until)) {
                until = window.resetsAt(Tally.EMPTY, from);
                amounts.add((double) window.amount());
            }
            boolean whole = !from.plus(Duration.ofHours(1)).isAfter(until);
            of[hour] = whole ? new int[] {amounts.size() - 1} : NONE;
        }
        return of;
    }

    /** Windows cannot begin before the first use, so by the end of the nth at most n have begun. */
    private int[][] firstUse(Window window) {
        double seconds = window.period().toSeconds();
        double amount = (double) window.amount();
        if (seconds <= HOUR) {
            return every(1, amount * (Math.ceil(HOUR / seconds) + 1));
        }
        int[][] of = new int[hours][0];
        for (int n = 1; (n - 1) * seconds < hours * HOUR; n++) {
            amounts.add(n * amount);
            int until = (int) Math.min(hours, n * seconds / HOUR);
            for (int hour = 0; hour < until; hour++) {
                of[hour] = with(of[hour], amounts.size() - 1);
            }
        }
        return of;
    }

    private int[][] every(int length, double amount) {
        return blocks(length, 0, amount);
    }

    private int[][] shifted(int length, double amount) {
        return blocks(length, length / 2, amount);
    }

    private int[][] blocks(int length, int first, double amount) {
        int[][] of = new int[hours][];
        for (int hour = 0; hour < hours; hour++) {
            if (hour == 0 || hour % length == first % length) {
                amounts.add(amount);
            }
            of[hour] = new int[] {amounts.size() - 1};
        }
        return of;
    }

    private static int[][] both(int[][] some, int[][] others) {
        int[][] of = new int[some.length][];
        for (int hour = 0; hour < of.length; hour++) {
            of[hour] = some[hour];
            for (int cell : others[hour]) {
                of[hour] = with(of[hour], cell);
            }
        }
        return of;
    }

    private static int[] with(int[] cells, int cell) {
        int[] more = Arrays.copyOf(cells, cells.length + 1);
        more[cells.length] = cell;
        return more;
    }
}
