package dev.freeway.store;

import dev.freeway.relay.LedgerUnavailable;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads over a connection of its own. Thread-safe. */
final class Reader implements AutoCloseable {
    private final Session session;

    Reader(Database database) throws SQLException {
        session = new Session(database);
    }

    /** Reads from a connection. */
    @FunctionalInterface
    interface Query<T> {
        T from(Connection connection) throws SQLException;
    }

    synchronized <T> T read(Query<T> query, String what) {
        try {
            Connection open = session.open();
            T found = query.from(open);
            open.rollback();
            return found;
        } catch (SQLException e) {
            session.doubt(e);
            throw new LedgerUnavailable("cannot read " + what, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw new LedgerUnavailable("cannot close the ledger", e);
        }
    }
}
