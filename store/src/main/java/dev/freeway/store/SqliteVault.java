package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One file, which no other process has open: the books in memory are all there is. */
final class SqliteVault implements Vault {
    private final Connection connection;
    private final Books books;
    private final InstantSource clock;
    private final SqliteAccounts accounts;
    private final BatchRows rows;

    /** Loads the books; what the last process held is charged as if used, its keys are free. */
    SqliteVault(
            Connection connection,
            Books books,
            Function<CounterKey, Optional<Limit>> limits,
            InstantSource clock)
            throws SQLException {
        this.connection = connection;
        this.books = books;
        this.clock = clock;
        accounts = new SqliteAccounts(connection);
        rows = new BatchRows(connection, new LedgerRows(connection, accounts));
        recover(limits, clock.instant());
    }

    private void recover(Function<CounterKey, Optional<Limit>> limits, Instant now)
            throws SQLException {
        Changes changes = new Changes();
        for (OpenHold orphan : new Opening(connection, accounts, books).load(limits, now)) {
            books.expire(orphan, now, changes);
        }
        ReplayRows.forgetUnanswered(connection);
        write(changes);
    }

    @Override
    public List<OpenHold> begin(List<Op> batch) {
        return books.overdue(clock.instant());
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void write(Changes changes) throws SQLException {
        rows.write(changes, books::tally);
        connection.commit();
        accounts.committed();
    }

    @Override
    public void rollback() throws SQLException {
        accounts.rolledBack();
        connection.rollback();
    }

    /** A commit that fails has changed nothing. */
    @Override
    public boolean wasWritten() {
        return false;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
