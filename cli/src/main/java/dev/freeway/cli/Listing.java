package dev.freeway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Rows of words under each other, no column wider than its widest word. */
final class Listing {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int numbersFrom;

    /** Of words alone. */
    Listing() {
        this(Integer.MAX_VALUE);
    }

    /**
     * @param numbersFrom the first column of numbers: from there on the ends stand below each other
     */
    Listing(int numbersFrom) {
        this.numbersFrom = numbersFrom;
    }

    /** One row; what a stranger wrote cannot steer the terminal. */
    Listing row(String... words) {
        rows.add(
                List.of(words).stream()
                        .map(word -> Paint.printable(word).replace('\n', ' '))
                        .toList());
        return this;
    }

    /** The rows, each a line without blanks at its end. */
    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringJoiner line = new StringJoiner(GAP);
        for (int column = 0; column < row.size(); column++) {
            String word = row.get(column);
            String blanks = " ".repeat(width(column) - word.length());
            line.add(column < numbersFrom ? word + blanks : blanks + word);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
