package dev.freeway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

/** Credits in SQLite keep the contract. */
class SqliteCreditBookTest extends CreditBookContract {
    @TempDir Path directory;

    @Override
    Store open() {
        return Store.open(directory, this::limit, clock);
    }

    @Override
    Connection look() throws SQLException {
        return SqliteFile.open(directory);
    }
}
