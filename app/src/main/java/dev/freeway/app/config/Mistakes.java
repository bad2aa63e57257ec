package dev.freeway.app.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers all that is wrong with a file, so that it is told at once. Not thread-safe. */
final class Mistakes {
    private static final Comparator<Mistake> IN_ORDER =
            Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

    private final List<Mistake> found = new ArrayList<>();
    private final Set<Place> unreadable = new HashSet<>();

    void add(Place place, String message) {
        if (!unreadable.contains(place)) {
            found.add(new Mistake(place.line(), place.column(), message));
        }
    }

    /** Adds it, and ignores whatever follows from it at the same place. */
    void addLast(Place place, String message) {
        add(place, message);
        unreadable.add(place);
    }

    boolean none() {
        return found.isEmpty();
    }

    /** In the file's order. */
    List<Mistake> all() {
        return found.stream().sorted(IN_ORDER).toList();
    }
}
