package dev.freeway.store;

import dev.freeway.relay.LedgerUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads over a connection of its own, and over another where that has broken. Thread-safe. */
final class Reader implements AutoCloseable {
    private static final int ALIVE_SECONDS = 2;

    private final Database database;
    private @Nullable Connection connection;

    Reader(Database database) throws SQLException {
        this.database = database;
        connection = database.connect();
    }

    /** Reads from a connection. */
    @FunctionalInterface
    interface Query<T> {
        T from(Connection connection) throws SQLException;
    }

    synchronized <T> T read(Query<T> query, String what) {
        try {
            Connection open = open();
            T found = query.from(open);
            open.rollback();
            return found;
        } catch (SQLException e) {
            drop(e);
            throw new LedgerUnavailable("cannot read " + what, e);
        }
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.connect();
            connection = open;
        }
        return open;
    }

    /** What may be broken is opened anew, next time. */
    private void drop(SQLException cause) {
        Connection broken = connection;
        try {
            if (broken != null && broken.isValid(ALIVE_SECONDS)) {
                broken.rollback();
            } else if (broken != null) {
                connection = null;
                broken.close();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new LedgerUnavailable("cannot close the ledger", e);
        }
    }
}
