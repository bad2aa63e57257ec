package dev.freeway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;

/** Hears, on a thread of its own, when any replica has committed something. Thread-safe. */
final class PostgresEar implements AutoCloseable {
    static final String DOCUMENTS = "freeway_documents";
    static final String LESSONS = "freeway_lessons";

    private static final Duration WAIT = Duration.ofMillis(250);

    private final PostgresServer server;
    private final String channel;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closing;

    PostgresEar(PostgresServer server, String channel) {
        this.server = server;
        this.channel = channel;
        Thread.ofPlatform().daemon().name(channel).start(this::run);
    }

    /** All who listen hear of it once the transaction is committed. */
    static void tell(Connection connection, String channel) throws SQLException {
        try (Statement notify = connection.createStatement()) {
            notify.execute("NOTIFY " + channel);
        }
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    private void run() {
        while (!closing) {
            try (Connection connection = server.connect()) {
                hear(connection);
            } catch (SQLException | RuntimeException e) {
                // The server or what listens is out of order: both are tried again.
                LockSupport.parkNanos(WAIT.toNanos());
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement listen = connection.createStatement()) {
            listen.execute("LISTEN " + channel);
        }
        // What was told before somebody listened is lost.
        listeners.forEach(Runnable::run);
        PGConnection line = connection.unwrap(PGConnection.class);
        while (!closing) {
            var heard = line.getNotifications((int) WAIT.toMillis());
            if (heard != null && heard.length > 0) {
                listeners.forEach(Runnable::run);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
    }
}
