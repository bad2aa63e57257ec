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
import java.util.Optional;

/** Who is served, over a connection of its own. Thread-safe. */
public final class DatabaseRecords implements Records {
    private final Session session;
    private final InstantSource clock;
    private final Optional<PostgresEar> ear;

    private DatabaseRecords(Database database, InstantSource clock, Optional<PostgresEar> ear)
            throws SQLException {
        session = new Session(database);
        this.clock = clock;
        this.ear = ear;
    }

    /**
     * Opens the ledger's file in that directory, or makes a new one.
     *
     * @throws RecordsUnavailable when it cannot be opened
     */
    public static DatabaseRecords open(Path directory, InstantSource clock) {
        try {
            return new DatabaseRecords(() -> SqliteFile.open(directory), clock, Optional.empty());
        } catch (SQLException e) {
            throw new RecordsUnavailable("cannot open the members in " + directory, e);
        }
    }

    /**
     * Opens those on that server; what any replica commits the others hear of.
     *
     * @throws RecordsUnavailable when it cannot be reached
     */
    public static DatabaseRecords at(PostgresServer server, InstantSource clock) {
        try {
            server.prepare();
            return new DatabaseRecords(
                    server, clock, Optional.of(new PostgresEar(server, PostgresEar.DOCUMENTS)));
        } catch (SQLException e) {
            throw new RecordsUnavailable("cannot open the members at " + server, e);
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
            if (ear.isPresent()) {
                PostgresEar.tell(c, PostgresEar.DOCUMENTS);
            }
            return changes;
        });
    }

    /** Where one process at a time has the file open, nobody else commits. */
    @Override
    public void onChange(Runnable listener) {
        ear.ifPresent(open -> open.listen(listener));
    }

    @Override
    public List<AuditLine> audit(AuditLine.Sought sought, long before, int limit) {
        return simply(c -> DocumentRows.audit(c, sought, before, limit));
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
            return committed(session.open(), work);
        } catch (SQLException e) {
            session.doubt(e);
            throw new RecordsUnavailable("the store of members cannot be reached", e);
        }
    }

    private static <T> T committed(Connection connection, Work<T> work) throws SQLException, Stale {
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
        ear.ifPresent(PostgresEar::close);
        try {
            session.close();
        } catch (SQLException e) {
            throw new RecordsUnavailable("cannot close the store of members", e);
        }
    }
}
