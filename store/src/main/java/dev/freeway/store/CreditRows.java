package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.EpochMicros;
import dev.freeway.members.CreditBook;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads what moved in pots of credits, in words that SQLite and PostgreSQL both understand. */
final class CreditRows {
    private static final String LINES =
            "SELECT e.seq, e.at_us, e.amount, d.provider, d.subject, d.limit_id, c.subject,"
                    + " c.limit_id FROM entry e JOIN account d ON d.id = e.debit"
                    + " JOIN account c ON c.id = e.credit"
                    + " WHERE e.owner = ? AND e.seq < ? ORDER BY e.seq DESC LIMIT ?";

    private CreditRows() {}

    /** How much was booked by that reference. */
    static OptionalLong booked(Connection connection, String ref) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT amount FROM entry WHERE ref = ?")) {
            select.setString(1, ref);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** What moved in the pots of an account, newest first. */
    static List<CreditBook.Line> of(Connection connection, String holder, long before, int limit)
            throws SQLException {
        List<CreditBook.Line> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LINES)) {
            select.setString(1, holder);
            select.setLong(2, before);
            select.setInt(3, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boolean out = row.getString(4).equals(CounterKey.GRANTED);
                    lines.add(
                            new CreditBook.Line(
                                    row.getLong(1),
                                    EpochMicros.toInstant(row.getLong(2)),
                                    row.getString(out ? 5 : 7),
                                    row.getString(out ? 8 : 6),
                                    out ? -row.getLong(3) : row.getLong(3)));
                }
            }
        }
        return lines;
    }
}
