package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.EpochMicros;
import dev.freeway.relay.Lesson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads what was learned of limits. */
final class LessonRows {
    private LessonRows() {}

    static void write(Connection connection, Lesson lesson) throws SQLException {
        try (PreparedStatement replace =
                connection.prepareStatement(
                        "INSERT INTO lesson (provider, owner, subject, limit_id, amount, at_us,"
                                + " evidence) VALUES (?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (provider, owner, subject, limit_id)"
                                + " DO UPDATE SET amount = excluded.amount,"
                                + " at_us = excluded.at_us, evidence = excluded.evidence")) {
            replace.setString(1, lesson.key().provider());
            replace.setString(2, lesson.key().account());
            replace.setString(3, lesson.key().subject());
            replace.setString(4, lesson.key().limit());
            replace.setLong(5, lesson.amount());
            replace.setLong(6, EpochMicros.of(lesson.at()));
            replace.setString(7, lesson.evidence());
            replace.executeUpdate();
        }
    }

    static void forget(Connection connection) throws SQLException {
        try (Statement delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM lesson");
        }
    }

    static List<Lesson> all(Connection connection) throws SQLException {
        List<Lesson> lessons = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT provider, owner, subject, limit_id, amount, at_us, evidence"
                                        + " FROM lesson");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                CounterKey key =
                        new CounterKey(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4));
                lessons.add(
                        new Lesson(
                                key,
                                row.getLong(5),
                                EpochMicros.toInstant(row.getLong(6)),
                                row.getString(7)));
            }
        }
        return lessons;
    }
}
