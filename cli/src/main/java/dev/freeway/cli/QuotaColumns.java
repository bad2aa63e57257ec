package dev.freeway.cli;

import static dev.freeway.cli.QuotaColumn.AMOUNT;
import static dev.freeway.cli.QuotaColumn.HELD;
import static dev.freeway.cli.QuotaColumn.LEFT;
import static dev.freeway.cli.QuotaColumn.LIMIT;
import static dev.freeway.cli.QuotaColumn.RESETS;
import static dev.freeway.cli.QuotaColumn.RESETS_BRIEFLY;
import static dev.freeway.cli.QuotaColumn.UNIT;
import static dev.freeway.cli.QuotaColumn.USED;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lays a table's lines out: no column wider than its widest cell; what can be guessed is left out
 * where there is no room, and what room is over goes to the bar.
 *
 * @param shown the columns behind the bar and {@code left of}, in their order
 * @param widths of every column, in characters
 * @param bar its cells
 */
record QuotaColumns(List<QuotaColumn> shown, Map<QuotaColumn, Integer> widths, int bar) {
    private static final int BAR_MIN = 8;
    private static final int BAR_MAX = 24;
    private static final String INDENT = " ".repeat(4);

    /** From the fullest to the barest. */
    private static final List<List<QuotaColumn>> CHOICES =
            List.of(
                    List.of(UNIT, USED, HELD, RESETS),
                    List.of(UNIT, USED, HELD, RESETS_BRIEFLY),
                    List.of(USED, HELD, RESETS_BRIEFLY),
                    List.of(HELD, RESETS_BRIEFLY),
                    List.of(RESETS_BRIEFLY));

    /** The fullest columns of these rows that fit into {@code width}. */
    static QuotaColumns fitting(List<QuotaRow> rows, int width) {
        Map<QuotaColumn, Integer> widths = new EnumMap<>(QuotaColumn.class);
        for (QuotaColumn column : QuotaColumn.values()) {
            widths.put(column, widest(rows.stream().map(row -> row.text(column))));
        }
        return CHOICES.stream()
                .map(shown -> sized(rows, new QuotaColumns(shown, widths, 0), width))
                .filter(columns -> columns.bar >= BAR_MIN)
                .findFirst()
                .orElse(new QuotaColumns(CHOICES.getLast(), widths, BAR_MIN));
    }

    private static QuotaColumns sized(List<QuotaRow> rows, QuotaColumns barless, int width) {
        int room = width - widest(rows.stream().map(row -> barless.line(row, Paint.NONE)));
        return new QuotaColumns(barless.shown, barless.widths, Math.min(BAR_MAX, room));
    }

    private static int widest(Stream<String> cells) {
        return cells.mapToInt(String::length).max().orElse(0);
    }

    /** One limit. */
    String line(QuotaRow row, Paint paint) {
        String behind =
                shown.stream()
                        .filter(column -> width(column) > 0)
                        .map(column -> "  " + aligned(column, row))
                        .collect(Collectors.joining())
                        .stripTrailing();
        return "%s%-{limit}s %s %{left}s left of %-{amount}s%s"
                .replace("{limit}", Integer.toString(width(LIMIT)))
                .replace("{left}", Integer.toString(width(LEFT)))
                .replace("{amount}", Integer.toString(width(AMOUNT)))
                .formatted(
                        INDENT,
                        row.text(LIMIT),
                        painted(row, paint),
                        row.text(LEFT),
                        row.text(AMOUNT),
                        paint.dim(behind))
                .stripTrailing();
    }

    private int width(QuotaColumn column) {
        return Math.max(column.compareTo(AMOUNT) <= 0 ? 1 : 0, widths.getOrDefault(column, 0));
    }

    private String aligned(QuotaColumn column, QuotaRow row) {
        String text = row.text(column);
        String gap = " ".repeat(width(column) - text.length());
        return switch (column) {
            case USED, HELD -> gap + text;
            case LIMIT, LEFT, AMOUNT, UNIT, RESETS, RESETS_BRIEFLY -> text + gap;
        };
    }

    private String painted(QuotaRow row, Paint paint) {
        int taken = row.taken(bar);
        String drawn = "█".repeat(taken) + "░".repeat(bar - taken);
        if (taken == bar) {
            return paint.red(drawn);
        }
        return taken * 4 > bar * 3 ? paint.yellow(drawn) : paint.green(drawn);
    }
}
