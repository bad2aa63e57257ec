package dev.freeway.store;

import dev.freeway.core.quota.EpochMicros;
import dev.freeway.members.Kind;
import dev.freeway.relay.Party;
import dev.freeway.relay.Transcripts.Kept;
import dev.freeway.relay.Transcripts.Transcript;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Writes, reads and erases what was said, of those who consent to its keeping. */
final class TranscriptRows {
    private static final String COLUMNS =
            "id, member, project, token, at_us, endpoint, asked, model, request, answer";

    private TranscriptRows() {}

    /**
     * Writes it where consent is kept beside it.
     *
     * @param lock what ends a query whose rows must stay as they are until the commit
     */
    static void insert(Connection connection, Transcript said, String lock) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO transcript (%s) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM document WHERE kind = ? AND id = ?%s"
                                .formatted(COLUMNS, lock))) {
            insert.setString(1, said.id());
            insert.setString(2, said.party().member());
            insert.setString(3, said.party().project());
            insert.setString(4, said.party().token());
            insert.setLong(5, EpochMicros.of(said.at()));
            insert.setString(6, said.endpoint());
            insert.setString(7, said.asked());
            insert.setString(8, said.model());
            insert.setBytes(9, said.request());
            insert.setBytes(10, said.answer());
            insert.setString(11, Kind.SHARING_CONSENT.word());
            insert.setString(12, said.party().member());
            insert.executeUpdate();
        }
    }

    static List<Kept> page(Connection connection, String member, OptionalLong before, int limit)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT %s, seq FROM transcript WHERE member = ? AND seq < ? ORDER BY seq DESC LIMIT ?"
                                .formatted(COLUMNS))) {
            select.setString(1, member);
            select.setLong(2, before.orElse(Long.MAX_VALUE));
            select.setInt(3, limit);
            List<Kept> page = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    page.add(new Kept(row.getLong(11), transcript(row)));
                }
            }
            return page;
        }
    }

    private static Transcript transcript(ResultSet row) throws SQLException {
        return new Transcript(
                row.getString(1),
                new Party(row.getString(2), row.getString(3), row.getString(4)),
                EpochMicros.toInstant(row.getLong(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getBytes(9),
                row.getBytes(10));
    }

    static long erase(Connection connection, String member) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM transcript WHERE member = ?")) {
            delete.setString(1, member);
            return delete.executeUpdate();
        }
    }
}
