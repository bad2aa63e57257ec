package dev.freeway.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of a table in Markdown. */
final class MarkdownRow {
    private MarkdownRow() {}

    static String of(String... cells) {
        return of(List.of(cells));
    }

    private static String of(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"))
                .replaceAll(" {2,}", " ");
    }

    /** A table, without the columns that no row says anything in. */
    static String table(List<String> columns, List<List<String>> rows) {
        List<Integer> said =
                IntStream.range(0, columns.size())
                        .filter(i -> rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
                        .boxed()
                        .toList();
        StringBuilder table = new StringBuilder(of(pick(columns, said)));
        table.append("|").append("---|".repeat(said.size())).append("\n");
        rows.forEach(row -> table.append(of(pick(row, said))));
        return table.toString();
    }

    private static List<String> pick(List<String> cells, List<Integer> those) {
        List<String> picked = new ArrayList<>();
        those.forEach(i -> picked.add(cells.get(i)));
        return picked;
    }
}
