package dev.freeway.app.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers all that is wrong with a file, so that it is told at once. Not thread-safe. */
final class Mistakes {
    private static final Comparator<Mistake> IN_ORDER =
            Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

    private final List<Mistake> found = new ArrayList<>();

    void add(Place place, String message) {
        found.add(new Mistake(place.line(), place.column(), message));
    }

    boolean none() {
        return found.isEmpty();
    }

    /** In the file's order. */
    List<Mistake> all() {
        return found.stream().sorted(IN_ORDER).toList();
    }
}
