package dev.freeway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens the database file, and brings its tables to this version. */
final class SqliteFile {
    private static final int VERSION = 8;
    private static final String NAME = "freeway.db";

    private SqliteFile() {}

    /**
     * A connection that commits by hand. A commit has reached the disk when it returns, so neither
     * {@code kill -9} nor a power cut loses what was answered.
     *
     * @throws SQLException when the file cannot be opened or is of another version
     */
    static Connection open(Path directory) throws SQLException {
        Path file = directory.resolve(NAME);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            prepare(statement, file);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private static void prepare(Statement statement, Path file) throws SQLException {
        int version = version(statement);
        if (version > VERSION) {
            throw new SQLException(
                    file + ": written by version " + version + " (expected: " + VERSION + ")");
        }
        for (int next = version + 1; next <= VERSION; next++) {
            statement.executeUpdate("BEGIN");
            statement.executeUpdate(Scripts.text("sqlite-" + next + ".sql"));
            statement.executeUpdate("COMMIT");
        }
    }

    /** Changes nothing, but has to write to the file. */
    static void rewriteVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = " + VERSION);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
