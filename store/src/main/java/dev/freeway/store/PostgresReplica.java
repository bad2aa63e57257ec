package dev.freeway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One of those who share a server: its number, its batches and its hold ids. One thread. */
final class PostgresReplica {
    private static final int HOLDS_BLOCK = 4096;
    private static final int SWEPT_MAX = 500;

    /** Whoever was not seen for so long is gone. */
    private static final Duration GONE = Duration.ofSeconds(10);

    /** A transaction that nobody goes on with is taken back. */
    private static final Duration ABANDONED = Duration.ofSeconds(3);

    private static final String THE_GONE =
            "(SELECT id FROM replica WHERE seen_at < clock_timestamp() - interval '%d seconds')"
                    .formatted(GONE.toSeconds());

    /** Those who said so. */
    private static final String THE_LEFT = "(SELECT id FROM replica WHERE seen_at = '-infinity')";

    private final int id;
    private long batch;
    private long nextHold;
    private long holdsEnd;
    private long joinedAt = System.nanoTime();

    private PostgresReplica(int id) {
        this.id = id;
    }

    /** One more of them. */
    static PostgresReplica join(Connection connection) throws SQLException {
        try (Statement insert = connection.createStatement();
                ResultSet row =
                        insert.executeQuery("INSERT INTO replica DEFAULT VALUES RETURNING id")) {
            row.next();
            PostgresReplica replica = new PostgresReplica(row.getInt(1));
            connection.commit();
            return replica;
        }
    }

    int id() {
        return id;
    }

    /** What is written over that connection is this replica's. */
    void speaksOver(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("SET freeway.replica = '" + id + "'");
            set.execute("SET idle_in_transaction_session_timeout = " + ABANDONED.toMillis());
        }
        connection.commit();
        joinedAt = System.nanoTime();
    }

    long nextHold() {
        if (nextHold == holdsEnd) {
            throw new IllegalStateException("no hold ids left in this batch");
        }
        return nextHold++;
    }

    /** Sees to it that so many ids of holds are there. */
    void ensureHolds(Connection connection, int many) throws SQLException {
        if (holdsEnd - nextHold >= many) {
            return;
        }
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT nextval('hold_id')")) {
            row.next();
            nextHold = row.getLong(1);
            holdsEnd = nextHold + HOLDS_BLOCK;
        }
        connection.commit();
    }

    /** Which of these holds are open. */
    static Set<Long> present(Connection connection, Collection<Long> ids) throws SQLException {
        Set<Long> present = new HashSet<>();
        if (ids.isEmpty()) {
            return present;
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM hold WHERE id = ANY (?)")) {
            select.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    present.add(row.getLong(1));
                }
            }
        }
        return present;
    }

    /**
     * Holds whose lease is over or whose owner is gone; idempotency keys of the gone are free
     * again. Whoever was cut off itself waits before it calls another gone.
     */
    List<OpenHold> ownerless(Connection connection, long nowMicros, HoldRows holds)
            throws SQLException {
        boolean judges = System.nanoTime() - joinedAt > GONE.toNanos();
        String gone = judges ? THE_GONE : THE_LEFT;
        try (Statement delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM replay WHERE status = 0 AND replica IN " + gone);
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT %s FROM hold WHERE lease_us <= ? OR replica IN %s LIMIT %d"
                                .formatted(HoldRows.COLUMNS, gone, SWEPT_MAX))) {
            select.setLong(1, nowMicros);
            return holds.read(select);
        }
    }

    /** Another batch begins. */
    void begin() {
        batch++;
    }

    /** Numbers the batch that is about to be committed, and shows that it is there. */
    void stamp(Connection connection) throws SQLException {
        seen(connection, "clock_timestamp()");
    }

    private void seen(Connection connection, String at) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE replica SET batch = ?, seen_at = " + at + " WHERE id = ?")) {
            update.setLong(1, batch);
            update.setInt(2, id);
            update.executeUpdate();
        }
    }

    /**
     * Whether the last batch that began is there. One whose connection broke may still be under
     * way: it has our row locked, and is waited for.
     */
    boolean hasWritten(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT batch FROM replica WHERE id = ? FOR UPDATE")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) == batch;
            }
        }
    }

    void leave(Connection connection) throws SQLException {
        seen(connection, "'-infinity'");
        connection.commit();
    }
}
