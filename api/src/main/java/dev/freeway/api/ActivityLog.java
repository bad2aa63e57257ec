package dev.freeway.api;

import dev.freeway.relay.Activity;
import java.util.List;

/** Shows what became of requests. Thread-safe. */
@FunctionalInterface
public interface ActivityLog {
    /** The latest {@code limit}, oldest first. */
    List<Activity> latest(int limit);
}
