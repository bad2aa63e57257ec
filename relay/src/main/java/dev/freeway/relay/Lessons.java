package dev.freeway.relay;

import java.util.List;

/** Keeps what was learned, across restarts. Thread-safe. */
public interface Lessons {
    /** Keeps it soon, in place of what was known of the same limit; never blocks. */
    void learned(Lesson lesson);

    /** All that is known, one lesson a limit. */
    List<Lesson> lessons();
}
