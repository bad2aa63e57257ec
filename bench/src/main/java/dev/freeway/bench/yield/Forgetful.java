package dev.freeway.bench.yield;

import dev.freeway.relay.Lesson;
import dev.freeway.relay.Lessons;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Begins anew every time. */
final class Forgetful implements Lessons {
    @Override
    public void learned(Lesson lesson) {}

    @Override
    public List<Lesson> lessons() {
        return List.of();
    }

    @Override
    public CompletableFuture<Void> forgetLessons() {
        return CompletableFuture.completedFuture(null);
    }
}
