package dev.freeway.bench.yield;

import dev.freeway.relay.Lesson;
import dev.freeway.relay.Lessons;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Begins anew every time. */
final class Forgetful implements Lessons {
    @Override
    public CompletableFuture<Void> learned(Lesson lesson) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<Lesson> lessons() {
        return List.of();
    }

    @Override
    public void onLessons(Runnable listener) {}

    @Override
    public CompletableFuture<Void> forgetLessons() {
        return CompletableFuture.completedFuture(null);
    }
}
