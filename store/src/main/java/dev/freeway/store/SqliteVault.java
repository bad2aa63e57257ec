package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One file, which no other process has open: the books in memory are all there is. */
final class SqliteVault implements Vault {
    /**
     * Changes nothing, but waits until nobody else writes: a batch that has read first would fail
     * where another connection wrote meanwhile.
     */
    private static final String TAKE_TURN = "UPDATE account SET balance = balance WHERE id = -1";

    private final Connection connection;
    private final PreparedStatement takeTurn;
    private final Books books;
    private final InstantSource clock;
    private final SqliteAccounts accounts;
    private final BatchRows rows;

    /** After a failure an empty batch writes something too, so that it tells whether it can. */
    private boolean unproven;

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
        takeTurn = connection.prepareStatement(TAKE_TURN);
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
    public List<OpenHold> begin(List<Op> batch) throws SQLException {
        if (!batch.isEmpty()) {
            takeTurn.executeUpdate();
        }
        return books.overdue(clock.instant());
    }

    @Override
    public Connection connection() {
        return connection;
    }

    /** Who writes a file writes alone. */
    @Override
    public String lock() {
        return "";
    }

    @Override
    public void write(Changes changes) throws SQLException {
        rows.write(changes, books::tally);
        if (unproven) {
            SqliteFile.rewriteVersion(connection);
        }
        connection.commit();
        unproven = false;
        accounts.committed();
    }

    @Override
    public void rollback() throws SQLException {
        unproven = true;
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
