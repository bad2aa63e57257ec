package dev.freeway.store;

import dev.freeway.core.quota.EpochMicros;
import dev.freeway.members.AuditLine;
import dev.freeway.members.Change;
import dev.freeway.members.Document;
import dev.freeway.members.Stale;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads who is served, in words that SQLite and PostgreSQL both understand. */
final class DocumentRows {
    private DocumentRows() {}

    static List<Document> all(Connection connection) throws SQLException {
        List<Document> all = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT kind, id, version, body FROM document");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.add(
                        new Document(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getString(4)));
            }
        }
        return all;
    }

    /** Each writes where the version is the one that was read; what writes nothing is stale. */
    static void write(Connection connection, Change change) throws SQLException, Stale {
        int written =
                switch (change) {
                    case Change.Put put when put.read() == 0 -> insert(connection, put);
                    case Change.Put put -> update(connection, put);
                    case Change.Remove remove -> delete(connection, remove);
                };
        if (written == 0) {
            throw new Stale(change);
        }
    }

    private static int insert(Connection connection, Change.Put put) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO document (kind, id, version, body) VALUES (?, ?, 1, ?)"
                                + " ON CONFLICT DO NOTHING")) {
            insert.setString(1, put.kind());
            insert.setString(2, put.id());
            insert.setString(3, put.body());
            return insert.executeUpdate();
        }
    }

    private static int update(Connection connection, Change.Put put) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE document SET version = version + 1, body = ?"
                                + " WHERE kind = ? AND id = ? AND version = ?")) {
            update.setString(1, put.body());
            update.setString(2, put.kind());
            update.setString(3, put.id());
            update.setLong(4, put.read());
            return update.executeUpdate();
        }
    }

    private static int delete(Connection connection, Change.Remove remove) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM document WHERE kind = ? AND id = ? AND version = ?")) {
            delete.setString(1, remove.kind());
            delete.setString(2, remove.id());
            delete.setLong(3, remove.read());
            return delete.executeUpdate();
        }
    }

    static void audit(Connection connection, Instant at, String actor, Change change)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO audit (at_us, actor, kind, id, what) VALUES (?, ?, ?, ?,"
                                + " ?)")) {
            insert.setLong(1, EpochMicros.of(at));
            insert.setString(2, actor);
            insert.setString(3, change.kind());
            insert.setString(4, change.id());
            insert.setString(5, change.what());
            insert.executeUpdate();
        }
    }

    static List<AuditLine> audit(
            Connection connection, AuditLine.Sought sought, long before, int limit)
            throws SQLException {
        List<AuditLine> lines = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT seq, at_us, actor, kind, id, what FROM audit WHERE seq < ?"
                                + " AND substr(actor || '/', 1, length(?)) = ?"
                                + " AND ? IN ('', kind) AND ? IN ('', id)"
                                + " ORDER BY seq DESC LIMIT ?")) {
            select.setLong(1, before);
            select.setString(2, sought.actorStart());
            select.setString(3, sought.actorStart());
            select.setString(4, sought.kind());
            select.setString(5, sought.id());
            select.setInt(6, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add(
                            new AuditLine(
                                    row.getLong(1),
                                    EpochMicros.toInstant(row.getLong(2)),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6)));
                }
            }
        }
        return lines;
    }

    static void used(Connection connection, Map<String, Instant> at) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO token_use (id, at_us) VALUES (?, ?) ON CONFLICT (id) DO UPDATE"
                                + " SET at_us = excluded.at_us"
                                + " WHERE excluded.at_us > token_use.at_us")) {
            for (Map.Entry<String, Instant> use : at.entrySet()) {
                upsert.setString(1, use.getKey());
                upsert.setLong(2, EpochMicros.of(use.getValue()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    static Map<String, Instant> lastUses(Connection connection) throws SQLException {
        Map<String, Instant> uses = new HashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT id, at_us FROM token_use");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                uses.put(row.getString(1), EpochMicros.toInstant(row.getLong(2)));
            }
        }
        return uses;
    }
}
