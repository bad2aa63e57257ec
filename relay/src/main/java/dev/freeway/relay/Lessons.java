package dev.freeway.relay;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps what was learned, across restarts. Thread-safe. */
public interface Lessons {
    /**
     * Keeps it soon, in place of what was known of the same limit; never blocks.
     *
     * @return completes when that is durable
     */
    CompletableFuture<Void> learned(Lesson lesson);

    /**
     * Forgets all of them, and never blocks.
     *
     * @return completes when that is durable
     */
    CompletableFuture<Void> forgetLessons();

    /** All that is known, one lesson a limit. */
    List<Lesson> lessons();

    /** Called when somebody else may have learned or forgotten, another replica for example. */
    void onLessons(Runnable listener);
}
