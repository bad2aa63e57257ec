package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A prediction on its way from starting to its end. Used under its desk's lock. */
final class ReplicateRun {
    static final Duration RUN_MAX = Duration.ofMinutes(30);
    static final Duration KEPT = Duration.ofHours(1);

    final Order order;
    private final List<String> output = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private Status status = Status.STARTING;
    private Optional<Instant> started = Optional.empty();
    private Optional<Instant> completed = Optional.empty();
    private String error = "";

    ReplicateRun(Order order) {
        this.order = order;
    }

    /**
     * What was asked for.
     *
     * @param origin of the URLs that are handed out: scheme, host and port
     * @param cancelAfter how long it may take, from its creation
     * @param deployment its name, or empty
     * @param hook where to tell of it: webhook and webhook_events_filter, or empty
     */
    record Order(
            String id,
            Visit visit,
            ReplicateModel model,
            ObjectNode input,
            String origin,
            Optional<Duration> cancelAfter,
            String deployment,
            ObjectNode hook) {
        Optional<Instant> deadline() {
            return cancelAfter.map(after -> visit.at().plus(after));
        }
    }

    enum Status {
        STARTING,
        PROCESSING,
        SUCCEEDED,
        FAILED,
        CANCELED,
        ABORTED;

        boolean over() {
            return switch (this) {
                case STARTING, PROCESSING -> false;
                case SUCCEEDED, FAILED, CANCELED, ABORTED -> true;
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What has just happened to a run. */
    enum Change {
        STARTED,
        OUTPUT,
        ENDED
    }

    /** Who is told of what happens. */
    interface Watcher {
        void saw(ReplicateRun run, Change change);
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    private void tell(Change change) {
        List.copyOf(watchers).forEach(watcher -> watcher.saw(this, change));
    }

    void start(Instant now) {
        status = Status.PROCESSING;
        started = Optional.of(now);
        tell(Change.STARTED);
    }

    void say(List<String> pieces) {
        output.addAll(pieces);
        tell(Change.OUTPUT);
    }

    /** {@code why} is empty unless it failed. */
    void end(Status how, String why, Instant now) {
        status = how;
        error = why;
        completed = Optional.of(now);
        tell(Change.ENDED);
        watchers.clear();
    }

    Status status() {
        return status;
    }

    List<String> output() {
        return List.copyOf(output);
    }

    Optional<Instant> started() {
        return started;
    }

    Optional<Instant> completed() {
        return completed;
    }

    String error() {
        return error;
    }

    /** Whether what went in and came out is forgotten. */
    boolean removed(Instant now) {
        return completed.filter(end -> !now.isBefore(end.plus(KEPT))).isPresent();
    }
}
