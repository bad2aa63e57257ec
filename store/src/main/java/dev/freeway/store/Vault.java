package dev.freeway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Where the books are kept. A batch is one transaction: {@link #begin}, what it changes, {@link
 * #write}. Used by the one thread that changes the books.
 */
interface Vault {
    /**
     * Brings what the batch will touch to how it is kept; nobody else changes that until it is
     * written or rolled back. Gives the holds that nobody will end.
     */
    List<OpenHold> begin(List<Op> batch) throws SQLException;

    /** Over which the batch writes what is no part of the books. */
    Connection connection();

    /** What ends a query whose rows nobody else may change until the batch is written. */
    String lock();

    /** Writes what the batch changed, durably. */
    void write(Changes changes) throws SQLException;

    /** Forgets what was not written. */
    void rollback() throws SQLException;

    /** Whether the last batch was written after all, although that could not be told at once. */
    boolean wasWritten() throws SQLException;

    void close() throws SQLException;
}
