package dev.freeway.store;

import dev.freeway.core.quota.Cell;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.EpochMicros;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Take;
import dev.freeway.core.quota.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Brings the books back from disk. */
final class Opening {
    private final Connection connection;
    private final Accounts accounts;
    private final Books books;

    Opening(Connection connection, Accounts accounts, Books books) {
        this.connection = connection;
        this.accounts = accounts;
        this.books = books;
    }

    /**
     * Loads what still counts at {@code now}, and the holds that the last process left open.
     *
     * @param limits today's terms, by counter; a hold on a limit that is gone is dropped
     */
    List<OpenHold> load(Function<CounterKey, Optional<Limit>> limits, Instant now)
            throws SQLException {
        Map<CounterKey, List<Cell>> cells = cells(EpochMicros.of(now));
        List<OpenHold> orphans = orphans(limits);
        for (OpenHold orphan : orphans) {
            books.load(orphan);
            orphan.hold().takes().forEach(take -> cells.putIfAbsent(take.key(), List.of()));
        }
        cells.forEach((key, kept) -> books.load(key, new Tally(held(orphans, key), kept)));
        books.continueAfter(lastHoldId());
        return orphans;
    }

    private static long held(List<OpenHold> orphans, CounterKey key) {
        return orphans.stream()
                .flatMap(orphan -> orphan.hold().takes().stream())
                .filter(take -> take.key().equals(key))
                .mapToLong(Take::held)
                .sum();
    }

    private Map<CounterKey, List<Cell>> cells(long now) throws SQLException {
        Map<CounterKey, List<Cell>> cells = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT account, key, from_us, until_us, used FROM cell"
                                + " WHERE until_us > ? ORDER BY account, key")) {
            select.setLong(1, now);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    CounterKey key = accounts.key(row.getInt(1)).orElseThrow();
                    cells.computeIfAbsent(key, _ -> new ArrayList<>())
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

    private List<OpenHold> orphans(Function<CounterKey, Optional<Limit>> limits)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + HoldRows.COLUMNS + " FROM hold")) {
            return new HoldRows(accounts, limits).read(select);
        }
    }

    private long lastHoldId() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT max(coalesce((SELECT max(id) FROM hold), 0),"
                                        + " coalesce((SELECT max(hold) FROM entry), 0))");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
