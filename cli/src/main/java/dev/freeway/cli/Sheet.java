package dev.freeway.cli;

import java.util.ArrayList;
import java.util.List;

/** Headed sections of wrapped lines, no wider than a terminal. */
final class Sheet {
    private static final int WIDTH_MIN = 40;

    private final List<String> lines = new ArrayList<>();
    private final Paint paint;
    private final int width;

    Sheet(Paint paint, int width) {
        this.paint = paint;
        this.width = Math.max(WIDTH_MIN, width);
    }

    Sheet title(String words) {
        return heading("", words);
    }

    /** A blank line and a heading. */
    Sheet section(String words) {
        lines.add("");
        return heading("", words);
    }

    private Sheet heading(String before, String words) {
        lines.add(before + paint.bold(words));
        return this;
    }

    /** Words that go on under themselves where the line is full; nothing where there are none. */
    Sheet say(String words) {
        wrapped("  ", "    ", words).forEach(lines::add);
        return this;
    }

    /** The same, as an aside. */
    Sheet aside(String words) {
        wrapped("    ", "    ", words).forEach(line -> lines.add(paint.dim(line)));
        return this;
    }

    /** Rows as they are. */
    Sheet rows(Listing rows) {
        rows.lines().forEach(row -> lines.add("  " + row));
        return this;
    }

    List<String> lines() {
        return lines;
    }

    private List<String> wrapped(String first, String next, String words) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : Paint.printable(words).split("\\s+", -1)) {
            if (!empty && line.length() + 1 + word.length() > width) {
                wrapped.add(line.toString());
                line = new StringBuilder(next);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        if (!words.isBlank()) {
            wrapped.add(line.toString());
        }
        return wrapped;
    }
}
