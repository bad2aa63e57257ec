package dev.freeway.app.config;

import java.util.Iterator;
import java.util.Optional;

/** Guesses what somebody meant to type. */
final class Nearest {
    private static final int EDITS_MAX = 3;

    private Nearest() {}

    static Optional<String> to(String typed, Iterator<String> known) {
        Optional<String> nearest = Optional.empty();
        int fewest = Math.min(EDITS_MAX, Math.max(1, typed.length() / 2)) + 1;
        while (known.hasNext()) {
            String name = known.next();
            int edits = edits(typed, name);
            if (edits < fewest) {
                fewest = edits;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
