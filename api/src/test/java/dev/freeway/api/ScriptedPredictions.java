package dev.freeway.api;

import dev.freeway.core.fault.Fault;
import dev.freeway.relay.PredictionDesk;
import dev.freeway.relay.Predictions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Remembers what it was told, and has a provider behind it that says what it is to. */
final class ScriptedPredictions implements Predictions, PredictionDesk {
    /** One of ann's. */
    static final String HERS = "auto";

    static final String KEY = "key1";

    final List<Made> all = new CopyOnWriteArrayList<>();
    volatile Shown shown = json("{\"id\":\"t1\",\"status\":\"processing\"}");
    volatile Function<Events, Optional<Fault>> events = _ -> Optional.empty();

    ScriptedPredictions(Instant now) {
        all.add(of("ann", HERS, now));
    }

    static Made of(String member, String id, Instant at) {
        Maker maker = new Maker("acme", "main", "o/n", "v1", "t1");
        return new Made(id, KEY, member, maker, at, new Sight("starting", Optional.empty()));
    }

    static Shown json(String json) {
        return new Shown.Prediction(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public CompletableFuture<Void> made(Made made) {
        all.add(made);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void seen(String id, Sight sight) {
        all.replaceAll(made -> made.id().equals(id) ? made.with(sight) : made);
    }

    @Override
    public Optional<Made> find(String id) {
        return all.stream().filter(made -> made.id().equals(id)).findFirst();
    }

    @Override
    public List<Made> of(String member, From from, int limit) {
        return all.reversed().stream().filter(made -> made.member().equals(member)).toList();
    }

    @Override
    public Shown show(Maker maker) {
        return shown;
    }

    @Override
    public Shown cancel(Maker maker) {
        return shown;
    }

    @Override
    public Optional<Fault> stream(Maker maker, Events to) {
        return events.apply(to);
    }
}
