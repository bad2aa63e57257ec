package dev.freeway.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * A database on a PostgreSQL server. Thread-safe.
 *
 * @param address {@code postgresql://user:password@host:port/database}
 */
public record PostgresServer(URI address) implements Database {
    private static final int VERSION = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(250);
    private static final String CONNECT_SECONDS = "2";
    private static final String SILENT_SECONDS = "10";

    /** Any number: whoever holds it changes the tables. */
    private static final long TABLES_LOCK = 7_306_573_919_221_837L;

    public PostgresServer {
        boolean complete =
                "postgresql".equals(address.getScheme())
                        && address.getHost() != null
                        && address.getPath() != null
                        && address.getPath().length() > 1;
        if (!complete) {
            throw new IllegalArgumentException(
                    "store: '%s' (expected: postgresql://user:password@host:port/database)"
                            .formatted(withoutPassword(address)));
        }
    }

    /** Brings its tables to this version; call once, before the first connection. */
    void prepare() throws SQLException {
        try (Connection connection = first();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + TABLES_LOCK + ")");
            connection.setAutoCommit(false);
            int version = version(statement);
            if (version > VERSION) {
                throw new SQLException(
                        "%s: written by version %d (expected: %d)"
                                .formatted(this, version, VERSION));
            }
            for (int next = version + 1; next <= VERSION; next++) {
                statement.execute(Scripts.text("postgres-" + next + ".sql"));
                statement.execute("UPDATE schema_version SET version = " + next);
            }
            connection.commit();
        }
    }

    /** Whoever starts together with the server waits for it. */
    private Connection first() throws SQLException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return raw();
            } catch (SQLException e) {
                if (!isAway(e) || System.nanoTime() > giveUp) {
                    throw e;
                }
            }
            LockSupport.parkNanos(BEFORE_RETRY.toNanos());
        }
    }

    /** Nobody answers, or the server is still starting. */
    private static boolean isAway(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        return state.startsWith("08") || state.startsWith("57P0");
    }

    private static int version(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
        try (ResultSet row = statement.executeQuery("SELECT version FROM schema_version")) {
            if (row.next()) {
                return row.getInt(1);
            }
        }
        statement.execute("INSERT INTO schema_version VALUES (0)");
        return 0;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = raw();
        connection.setAutoCommit(false);
        return connection;
    }

    private Connection raw() throws SQLException {
        Properties wishes = new Properties();
        wishes.setProperty("ApplicationName", "freeway");
        wishes.setProperty("connectTimeout", CONNECT_SECONDS);
        wishes.setProperty("loginTimeout", CONNECT_SECONDS);
        wishes.setProperty("socketTimeout", SILENT_SECONDS);
        wishes.setProperty("reWriteBatchedInserts", "true");
        String[] who = Optional.ofNullable(address.getRawUserInfo()).orElse("").split(":", 2);
        if (!who[0].isEmpty()) {
            wishes.setProperty("user", decoded(who[0]));
        }
        if (who.length > 1) {
            wishes.setProperty("password", decoded(who[1]));
        }
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.getHost() + port + address.getRawPath() + query,
                wishes);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String withoutPassword(URI address) {
        return address.toString().replaceFirst(":[^:@/]*@", ":***@");
    }

    @Override
    public String toString() {
        return withoutPassword(address);
    }
}
