package dev.freeway.store;

import dev.freeway.core.quota.Cell;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.EpochMicros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings the books to how the rows are: of each account only what was not seen before. */
final class PostgresTallies {
    private static final long NEVER = -1;

    private final Books books;
    private final PostgresAccounts accounts;
    private final Map<Integer, Long> seen = new HashMap<>();
    private long newest;

    PostgresTallies(Books books, PostgresAccounts accounts) {
        this.books = books;
        this.accounts = accounts;
    }

    /** How an account stands. */
    private record Stand(int id, long held, long version) {}

    /** The newest version that was seen of any account. */
    long newest() {
        return newest;
    }

    /** Locks these until the transaction ends, in order of their ids. */
    void lock(Connection connection, Collection<Integer> ids, Instant now) throws SQLException {
        List<Stand> stands = new ArrayList<>(ids.size());
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT id, held, version FROM account WHERE id = ANY (?)"
                                + " ORDER BY id FOR UPDATE")) {
            select.setArray(1, connection.createArrayOf("integer", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stands.add(new Stand(row.getInt(1), row.getLong(2), row.getLong(3)));
                }
            }
        }
        bring(connection, stands, now);
    }

    /** Looks, without locking, at all that changed after that version. */
    void look(Connection connection, long after, Instant now) throws SQLException {
        List<Stand> stands = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT id, held, version, provider, owner, subject, limit_id, meter"
                                + " FROM account WHERE version > ? AND provider <> ''")) {
            select.setLong(1, after);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    CounterKey key =
                            new CounterKey(
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6),
                                    row.getString(7));
                    accounts.met(row.getInt(1), key, row.getString(8));
                    stands.add(new Stand(row.getInt(1), row.getLong(2), row.getLong(3)));
                }
            }
        }
        bring(connection, stands, now);
    }

    private void bring(Connection connection, List<Stand> stands, Instant now) throws SQLException {
        List<Stand> changed =
                stands.stream()
                        .filter(stand -> seen.getOrDefault(stand.id(), NEVER) != stand.version())
                        .toList();
        if (changed.isEmpty()) {
            return;
        }
        Map<Integer, List<Cell>> cells = unseen(connection, changed, now);
        for (Stand stand : changed) {
            CounterKey key = accounts.key(stand.id()).orElseThrow();
            List<Cell> fresh = cells.getOrDefault(stand.id(), List.of());
            books.load(key, books.tally(key).renewed(stand.held(), fresh));
            saw(stand.id(), stand.version());
        }
    }

    private Map<Integer, List<Cell>> unseen(Connection connection, List<Stand> changed, Instant now)
            throws SQLException {
        Map<Integer, List<Cell>> cells = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT account, key, from_us, until_us, used"
                                + " FROM unnest(?, ?) AS known (id, version)"
                                + " JOIN cell ON cell.account = known.id"
                                + " AND cell.version > known.version AND until_us > ?")) {
            select.setArray(
                    1,
                    connection.createArrayOf("integer", changed.stream().map(Stand::id).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            changed.stream()
                                    .map(stand -> seen.getOrDefault(stand.id(), NEVER))
                                    .toArray()));
            select.setLong(3, EpochMicros.of(now));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    cells.computeIfAbsent(row.getInt(1), _ -> new ArrayList<>())
                            .add(
                                    new Cell(
                                            row.getLong(2),
                                            row.getLong(3),
                                            row.getLong(4),
                                            row.getLong(5)));
                }
            }
        }
        return cells;
    }

    /** The books are as that version of the account has it. */
    void saw(int id, long version) {
        seen.put(id, version);
        newest = Math.max(newest, version);
    }
}
