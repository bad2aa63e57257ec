package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.relay.Predictions.From;
import dev.freeway.relay.Predictions.Made;
import dev.freeway.relay.Predictions.Maker;
import dev.freeway.relay.Predictions.Sight;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which account made which prediction is known after a restart, and for a month. */
class PredictionRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir Path directory;

    private Store open() {
        return Store.open(directory, _ -> Optional.empty(), () -> NOW);
    }

    private static Made made(String id, String member, Instant at) {
        Maker maker = new Maker("replicate", "main", "o/n", "v1", "theirs-" + id);
        return new Made(id, "key", member, maker, at, new Sight("starting", Optional.empty()));
    }

    private static List<String> ids(Store store, From from, int limit) {
        return store.of("ann", from, limit).stream().map(Made::id).toList();
    }

    @Test
    void itSurvivesARestartAsItWasLastSeen() {
        Made made = made("a", "ann", NOW);
        Sight sight = new Sight("succeeded", Optional.of(NOW.plusSeconds(3)));
        try (Store store = open()) {
            store.made(made).join();
            assertThat(store.find("a")).contains(made);
            store.seen("a", sight);
        }
        try (Store store = open()) {
            assertThat(store.find("a")).contains(made.with(sight));
            assertThat(store.find("b")).isEmpty();
        }
    }

    @Test
    void pagesGoBothWaysAndHoldNoStrangers() {
        try (Store store = open()) {
            for (String id : List.of("a", "b", "c", "d")) {
                store.made(made(id, "ann", NOW)).join();
                store.made(made("bob-" + id, "bob", NOW)).join();
            }
            assertThat(ids(store, new From.Newest(), 3)).containsExactly("d", "c", "b");
            assertThat(ids(store, new From.Before("b"), 3)).containsExactly("a");
            assertThat(ids(store, new From.After("a"), 2)).containsExactly("c", "b");
            assertThat(ids(store, new From.Before("nobody"), 2)).isEmpty();
        }
    }

    @Test
    void aMonthLaterItIsForgotten() {
        try (Store store = open()) {
            store.made(made("a", "ann", NOW)).join();
            store.made(made("b", "ann", NOW.plus(Duration.ofDays(29)))).join();
            assertThat(store.find("a")).isPresent();
            store.made(made("c", "ann", NOW.plus(Duration.ofDays(30)))).join();
            assertThat(ids(store, new From.Newest(), 9)).containsExactly("c", "b");
        }
    }
}
