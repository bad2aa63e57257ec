package dev.freeway.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from. Thread-safe. */
@FunctionalInterface
interface Database {
    /** A new one, to tables of this version, that commits by hand. */
    Connection connect() throws SQLException;
}
