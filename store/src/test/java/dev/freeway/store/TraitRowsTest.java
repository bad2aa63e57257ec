package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Lesson;
import dev.freeway.relay.Trait;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routing goes by is known after a restart, and what is to be forgotten is not. */
class TraitRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Trait NOON = new Trait("arrivals", "", 12, 1, 37.25);
    private static final Trait NIGHT = new Trait("arrivals", "", 0, 1, 0);
    private static final Trait ANNS = new Trait("output_tokens", "ann", -1, 12, 840.5);

    @TempDir Path directory;

    private Store open() {
        return Store.open(directory, _ -> Optional.empty(), () -> NOW);
    }

    private static Lesson lesson(String limit) {
        return new Lesson(new CounterKey("p", "a", "*", limit), 40, NOW, "told");
    }

    @Test
    void theLastThatWereKeptAreThereAfterARestart() {
        try (Store store = open()) {
            assertThat(store.traits()).isEmpty();
            store.keep(List.of(NOON, ANNS)).join();
            var _ = store.keep(List.of(NIGHT, ANNS));
        }
        try (Store store = open()) {
            assertThat(store.traits()).containsExactlyInAnyOrder(NIGHT, ANNS);
            store.keep(List.of()).join();
        }
        try (Store store = open()) {
            assertThat(store.traits()).isEmpty();
        }
    }

    @Test
    void forgottenLessonsAreGoneAndOnlyThose() {
        try (Store store = open()) {
            store.learned(lesson("rpm"));
            CompletableFuture<Void> forgotten = store.forgetLessons();
            store.learned(lesson("rpd"));
            forgotten.join();
        }
        try (Store store = open()) {
            assertThat(store.lessons()).containsExactly(lesson("rpd"));
            store.forgetLessons().join();
            assertThat(store.lessons()).isEmpty();
        }
    }

    @Test
    void whatCannotBeForgottenIsSaidAndStays() throws Exception {
        try (Store store = open()) {
            store.keep(List.of(NOON)).join();
            execute("ALTER TABLE trait RENAME TO away");
            assertThatThrownBy(() -> store.keep(List.of()).join())
                    .hasCauseInstanceOf(LedgerUnavailable.class);
            execute("ALTER TABLE away RENAME TO trait");
            assertThat(store.traits()).containsExactly(NOON);
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("freeway.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute(sql);
        }
    }
}
