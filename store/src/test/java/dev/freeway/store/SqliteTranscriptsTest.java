package dev.freeway.store;

import dev.freeway.members.Records;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** What was said is kept in SQLite by the contract. */
class SqliteTranscriptsTest extends TranscriptsContract {
    @TempDir Path directory;

    @Override
    Store open() {
        return Store.open(directory, _ -> Optional.empty(), () -> NOW);
    }

    @Override
    Records records() {
        return DatabaseRecords.open(directory, () -> NOW);
    }

    @Override
    int replicas() {
        return 1;
    }
}
