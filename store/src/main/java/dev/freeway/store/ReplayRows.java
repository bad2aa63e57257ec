package dev.freeway.store;

import dev.freeway.core.quota.EpochMicros;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Replays.Ticket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes and reads answers by idempotency key. */
final class ReplayRows {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final String BETWEEN_HEADERS = "\n";

    private ReplayRows() {}

    static Ticket begin(Connection connection, Op.BeginKey begin) throws SQLException {
        forgetBefore(connection, begin.now().minus(KEPT));
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT fingerprint, status, headers, body FROM replay"
                                + " WHERE owner = ? AND key = ?")) {
            select.setString(1, begin.owner());
            select.setString(2, begin.key());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return taken(begin, row);
                }
            }
        }
        insert(connection, begin);
        return new Ticket.Fresh();
    }

    private static Ticket taken(Op.BeginKey begin, ResultSet row) throws SQLException {
        if (!row.getString(1).equals(begin.fingerprint())) {
            return new Ticket.Mismatch();
        }
        int status = row.getInt(2);
        return status == 0
                ? new Ticket.InFlight()
                : new Ticket.Answered(
                        new Replay(
                                begin.owner(),
                                begin.key(),
                                status,
                                headers(row.getString(3)),
                                row.getBytes(4)));
    }

    private static void insert(Connection connection, Op.BeginKey begin) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO replay (owner, key, fingerprint, begun_us)"
                                + " VALUES (?, ?, ?, ?)")) {
            insert.setString(1, begin.owner());
            insert.setString(2, begin.key());
            insert.setString(3, begin.fingerprint());
            insert.setLong(4, EpochMicros.of(begin.now()));
            insert.executeUpdate();
        }
    }

    static void answered(Connection connection, Replay replay) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE replay SET status = ?, headers = ?, body = ?"
                                + " WHERE owner = ? AND key = ?")) {
            update.setInt(1, replay.status());
            update.setString(2, text(replay.headers()));
            update.setBytes(3, replay.body());
            update.setString(4, replay.owner());
            update.setString(5, replay.key());
            update.executeUpdate();
        }
    }

    static void forget(Connection connection, Op.ForgetKey forget) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM replay WHERE owner = ? AND key = ? AND status = 0")) {
            delete.setString(1, forget.owner());
            delete.setString(2, forget.key());
            delete.executeUpdate();
        }
    }

    private static void forgetBefore(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM replay WHERE begun_us <= ?")) {
            delete.setLong(1, EpochMicros.of(before));
            delete.executeUpdate();
        }
    }

    /** After a start nothing is under way: keys without an answer are free again. */
    static void forgetUnanswered(Connection connection) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM replay WHERE status = 0")) {
            delete.executeUpdate();
        }
    }

    private static String text(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue())
                .collect(Collectors.joining(BETWEEN_HEADERS));
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        text.lines()
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    headers.put(line.substring(0, colon), line.substring(colon + 1));
                });
        return headers;
    }
}
