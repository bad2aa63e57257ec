package dev.freeway.store;

import dev.freeway.core.quota.EpochMicros;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Activity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads what became of requests. */
final class ActivityRows {
    private static final String COLUMNS =
            "id, at_us, took_ms, member, outcome, asked, provider, account, model, answer_id,"
                    + " input, cached, output, estimated, tries, why";

    private final PreparedStatement insert;

    ActivityRows(Connection connection) throws SQLException {
        insert =
                connection.prepareStatement(
                        "INSERT INTO activity ("
                                + COLUMNS
                                + ") VALUES (?"
                                + ", ?".repeat(15)
                                + ")");
    }

    void write(List<Activity> activities) throws SQLException {
        for (Activity activity : activities) {
            bind(insert, activity);
            insert.addBatch();
        }
        insert.executeBatch();
    }

    private static void bind(PreparedStatement insert, Activity activity) throws SQLException {
        insert.setString(1, activity.id());
        insert.setLong(2, EpochMicros.of(activity.at()));
        insert.setLong(3, activity.took().toMillis());
        insert.setString(4, activity.member());
        insert.setString(5, activity.outcome());
        insert.setString(6, activity.asked());
        insert.setString(7, activity.provider());
        insert.setString(8, activity.account());
        insert.setString(9, activity.model());
        insert.setString(10, activity.answerId());
        insert.setLong(11, activity.usage().input());
        insert.setLong(12, activity.usage().cached());
        insert.setLong(13, activity.usage().output());
        insert.setBoolean(14, activity.estimated());
        insert.setInt(15, activity.tries());
        insert.setString(16, activity.why());
    }

    /** The latest {@code limit}, oldest first. */
    static List<Activity> latest(Connection connection, int limit) throws SQLException {
        List<Activity> latest = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM activity ORDER BY seq DESC LIMIT ?")) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    latest.addFirst(read(row));
                }
            }
        }
        return latest;
    }

    private static Activity read(ResultSet row) throws SQLException {
        return new Activity(
                row.getString(1),
                EpochMicros.toInstant(row.getLong(2)),
                Duration.ofMillis(row.getLong(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                new Usage(row.getLong(11), row.getLong(12), row.getLong(13)),
                row.getBoolean(14),
                row.getInt(15),
                row.getString(16));
    }
}
