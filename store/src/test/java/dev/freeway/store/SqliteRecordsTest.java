package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.members.Change;
import dev.freeway.members.Records;
import dev.freeway.members.RecordsContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents in SQLite keep the contract, beside a ledger in the same file. */
class SqliteRecordsTest extends RecordsContract {
    @TempDir Path directory;

    @Override
    protected Records open() {
        return DatabaseRecords.open(directory, clock);
    }

    @Test
    void aLedgerInTheSameFileIsNotInItsWay() throws Exception {
        try (Store store = Store.open(directory, _ -> Optional.empty(), clock);
                Records records = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> keys =
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 200; i++) {
                                    store.begin("ann", "key" + i, "same", clock.instant());
                                }
                            },
                            threads);
            for (int i = 0; i < 200; i++) {
                records.commit("ann", List.of(new Change.Put("person", "p" + i, 0, "{}")));
            }
            keys.join();
            assertThat(records.all()).hasSize(200);
        }
    }
}
