package dev.freeway.api;

import dev.freeway.core.fault.Fault;
import dev.freeway.relay.PredictionDesk;
import dev.freeway.relay.Predictions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Has made no prediction, and remembers none. */
final class Nobody implements Predictions, PredictionDesk {
    @Override
    public CompletableFuture<Void> made(Made made) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void seen(String id, Sight sight) {
        throw new IllegalStateException("nobody has seen " + id);
    }

    @Override
    public Optional<Made> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<Made> of(String member, From from, int limit) {
        return List.of();
    }

    @Override
    public Shown show(Maker maker) {
        return new Shown.Gone();
    }

    @Override
    public Shown cancel(Maker maker) {
        return new Shown.Gone();
    }

    @Override
    public Optional<Fault> stream(Maker maker, Events events) {
        return Optional.empty();
    }
}
