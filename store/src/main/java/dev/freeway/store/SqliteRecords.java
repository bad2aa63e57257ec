package dev.freeway.store;

import dev.freeway.members.AuditLine;
import dev.freeway.members.Change;
import dev.freeway.members.Document;
import dev.freeway.members.Records;
import dev.freeway.members.RecordsUnavailable;
import dev.freeway.members.Stale;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Who is served, in the ledger's file, over a connection of its own. Thread-safe. */
public final class SqliteRecords implements Records {
    private final Connection connection;
    private final InstantSource clock;

    private SqliteRecords(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /**
     * Opens the file in that directory, or makes a new one.
     *
     * @throws RecordsUnavailable when it cannot be opened
     */
    public static SqliteRecords open(Path directory, InstantSource clock) {
        try {
            return new SqliteRecords(SqliteFile.open(directory), clock);
        } catch (SQLException e) {
            throw new RecordsUnavailable("cannot open the members in " + directory, e);
        }
    }

    /** What is done with the connection, and committed. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException, Stale;
    }

    @Override
    public List<Document> all() {
        return simply(DocumentRows::all);
    }

    @Override
    public void commit(String actor, List<Change> changes) throws Stale {
        transaction(c -> {
            for (Change change : changes) {
                DocumentRows.write(c, change);
                DocumentRows.audit(c, clock.instant(), actor, change);
            }
            return changes;
        });
    }

    /** One process at a time has the file open: nobody else commits. */
    @Override
    public void onChange(Runnable listener) {}

    @Override
    public List<AuditLine> audit(long before, int limit) {
        return simply(c -> DocumentRows.audit(c, before, limit));
    }

    @Override
    public void used(Map<String, Instant> at) {
        simply(c -> {
            DocumentRows.used(c, at);
            return at;
        });
    }

    @Override
    public Map<String, Instant> lastUses() {
        return simply(DocumentRows::lastUses);
    }

    private <T> T simply(Work<T> work) {
        try {
            return transaction(work);
        } catch (Stale e) {
            throw new IllegalStateException("nothing was read before", e);
        }
    }

    private synchronized <T> T transaction(Work<T> work) throws Stale {
        try {
            return committed(work);
        } catch (SQLException e) {
            throw new RecordsUnavailable("the store of members cannot be reached", e);
        }
    }

    private <T> T committed(Work<T> work) throws SQLException, Stale {
        boolean done = false;
        try {
            T answer = work.on(connection);
            connection.commit();
            done = true;
            return answer;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new RecordsUnavailable("cannot close the store of members", e);
        }
    }
}
