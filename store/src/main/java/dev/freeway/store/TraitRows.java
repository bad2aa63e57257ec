package dev.freeway.store;

import dev.freeway.relay.Trait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads how requests tend to be. */
final class TraitRows {
    private TraitRows() {}

    /** Writes these in place of all. */
    static void replace(Connection connection, List<Trait> traits) throws SQLException {
        try (Statement delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM trait");
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO trait (kind, member, place, seen, mean)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, member, place)"
                                + " DO UPDATE SET seen = excluded.seen, mean = excluded.mean")) {
            for (Trait trait : traits) {
                insert.setString(1, trait.kind());
                insert.setString(2, trait.member());
                insert.setInt(3, trait.at());
                insert.setDouble(4, trait.seen());
                insert.setDouble(5, trait.mean());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static List<Trait> all(Connection connection) throws SQLException {
        List<Trait> traits = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT kind, member, place, seen, mean FROM trait");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                traits.add(
                        new Trait(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getDouble(4),
                                row.getDouble(5)));
            }
        }
        return traits;
    }
}
