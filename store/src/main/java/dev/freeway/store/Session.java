package dev.freeway.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One connection after the other: another where the last has broken. Not thread-safe. */
final class Session {
    private static final int ALIVE_SECONDS = 2;

    private final Database database;
    private @Nullable Connection connection;

    Session(Database database) throws SQLException {
        this.database = database;
        connection = database.connect();
    }

    Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.connect();
            connection = open;
        }
        return open;
    }

    /** After a failure: what may be broken is opened anew, next time. */
    void doubt(SQLException cause) {
        Connection doubtful = connection;
        try {
            if (doubtful != null && doubtful.isValid(ALIVE_SECONDS)) {
                doubtful.rollback();
            } else if (doubtful != null) {
                connection = null;
                doubtful.close();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
