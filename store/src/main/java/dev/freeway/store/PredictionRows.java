package dev.freeway.store;

import dev.freeway.core.quota.EpochMicros;
import dev.freeway.relay.Predictions.From;
import dev.freeway.relay.Predictions.Made;
import dev.freeway.relay.Predictions.Maker;
import dev.freeway.relay.Predictions.Sight;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes and reads which account made which prediction. */
final class PredictionRows {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String COLUMNS =
            "id, key, member, provider, account, model, version, theirs, made_us, status, ended_us";
    private static final String OF_ID = "(SELECT seq FROM prediction WHERE id = ?)";

    private PredictionRows() {}

    static void insert(Connection connection, Made made) throws SQLException {
        forgetBefore(connection, made.at().minus(KEPT));
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO prediction ("
                                + COLUMNS
                                + ") VALUES (?,?,?,?,?,?,?,?,?,?,?)")) {
            insert.setString(1, made.id());
            insert.setString(2, made.key());
            insert.setString(3, made.member());
            insert.setString(4, made.maker().provider());
            insert.setString(5, made.maker().account());
            insert.setString(6, made.maker().model());
            insert.setString(7, made.maker().version());
            insert.setString(8, made.maker().theirs());
            insert.setLong(9, EpochMicros.of(made.at()));
            sight(insert, 10, made.sight());
            insert.executeUpdate();
        }
    }

    private static void sight(PreparedStatement statement, int first, Sight sight)
            throws SQLException {
        statement.setString(first, sight.status());
        if (sight.endedAt().isPresent()) {
            statement.setLong(first + 1, EpochMicros.of(sight.endedAt().get()));
        } else {
            statement.setNull(first + 1, Types.INTEGER);
        }
    }

    private static void forgetBefore(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM prediction WHERE made_us <= ?")) {
            delete.setLong(1, EpochMicros.of(before));
            delete.executeUpdate();
        }
    }

    static void seen(Connection connection, Op.SeePrediction seen) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE prediction SET status = ?, ended_us = ? WHERE id = ?")) {
            sight(update, 1, seen.sight());
            update.setString(3, seen.id());
            update.executeUpdate();
        }
    }

    static Optional<Made> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM prediction WHERE id = ?")) {
            select.setString(1, id);
            return rows(select).stream().findFirst();
        }
    }

    static List<Made> of(Connection connection, String member, From from, int limit)
            throws SQLException {
        return switch (from) {
            case From.Newest() -> page(connection, member, "? = '' ORDER BY seq DESC", "", limit);
            case From.Before(String id) ->
                    page(connection, member, "seq < " + OF_ID + " ORDER BY seq DESC", id, limit);
            case From.After(String id) ->
                    page(connection, member, "seq > " + OF_ID + " ORDER BY seq", id, limit)
                            .reversed();
        };
    }

    private static List<Made> page(
            Connection connection, String member, String rest, String id, int limit)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT %s FROM prediction WHERE member = ? AND %s LIMIT ?"
                                .formatted(COLUMNS, rest))) {
            select.setString(1, member);
            select.setString(2, id);
            select.setInt(3, limit);
            return rows(select);
        }
    }

    private static List<Made> rows(PreparedStatement select) throws SQLException {
        List<Made> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(made(row));
            }
        }
        return rows;
    }

    private static Made made(ResultSet row) throws SQLException {
        Maker maker =
                new Maker(
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8));
        long ended = row.getLong(11);
        Optional<Instant> endedAt =
                row.wasNull() ? Optional.empty() : Optional.of(EpochMicros.toInstant(ended));
        return new Made(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                maker,
                EpochMicros.toInstant(row.getLong(9)),
                new Sight(row.getString(10), endedAt));
    }
}
