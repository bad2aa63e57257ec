package dev.freeway.store;

import dev.freeway.core.member.Purse;
import dev.freeway.core.quota.Cell;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.EpochMicros;
import dev.freeway.core.quota.Take;
import dev.freeway.core.quota.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes what a batch changed: holds, entries, cells and balances. Its statements live as long as
 * the connection. One thread.
 */
final class LedgerRows {
    private final Connection connection;
    private final Accounts accounts;
    private final PreparedStatement insertHold;
    private final PreparedStatement deleteHold;
    private final PreparedStatement insertEntry;
    private final PreparedStatement upsertCell;

    LedgerRows(Connection connection, Accounts accounts) throws SQLException {
        this(connection, accounts, "");
    }

    /**
     * @param andSet what else a changed cell is to be set
     */
    LedgerRows(Connection connection, Accounts accounts, String andSet) throws SQLException {
        this.connection = connection;
        this.accounts = accounts;
        insertHold =
                connection.prepareStatement(
                        "INSERT INTO hold (" + HoldRows.COLUMNS + ") VALUES (?, ?, ?, ?, ?)");
        deleteHold = connection.prepareStatement("DELETE FROM hold WHERE id = ?");
        insertEntry =
                connection.prepareStatement(
                        "INSERT INTO entry (at_us, hold, debit, credit, amount, ref, owner)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        upsertCell =
                connection.prepareStatement(
                        "INSERT INTO cell (account, key, from_us, until_us, used)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (account, key)"
                                + " DO UPDATE SET from_us = excluded.from_us,"
                                + " until_us = excluded.until_us, used = excluded.used"
                                + andSet);
    }

    void write(Changes changes, Function<CounterKey, Tally> after) throws SQLException {
        writeHolds(changes);
        for (Posting posting : changes.postings()) {
            writeEntry(posting);
        }
        insertEntry.executeBatch();
        for (Map.Entry<CounterKey, Changes.Touched> touched : changes.touched().entrySet()) {
            Tally before = touched.getValue().before();
            Tally now = after.apply(touched.getKey());
            int account = accounts.of(touched.getKey(), touched.getValue().meter());
            accounts.stands(account, now);
            writeCells(account, before, now);
        }
        upsertCell.executeBatch();
        accounts.write(connection);
    }

    private void writeHolds(Changes changes) throws SQLException {
        for (OpenHold open : changes.opened()) {
            insertHold.setLong(1, open.hold().id());
            insertHold.setLong(2, EpochMicros.of(open.hold().reservedAt()));
            insertHold.setLong(3, EpochMicros.of(open.leaseEnd()));
            insertHold.setBoolean(4, open.retryable());
            insertHold.setString(5, takes(open.hold().takes()));
            insertHold.addBatch();
        }
        insertHold.executeBatch();
        for (OpenHold open : changes.ended()) {
            deleteHold.setLong(1, open.hold().id());
            deleteHold.addBatch();
        }
        deleteHold.executeBatch();
    }

    private String takes(List<Take> takes) {
        StringBuilder json = new StringBuilder(takes.size() * 8).append('[');
        for (Take take : takes) {
            json.append(json.length() > 1 ? ",[" : "[")
                    .append(accounts.of(take.key(), take.limit().meter()))
                    .append(',')
                    .append(take.held())
                    .append(']');
        }
        return json.append(']').toString();
    }

    private void writeEntry(Posting posting) throws SQLException {
        int limit = accounts.of(posting.limit(), posting.meter());
        int sum = accounts.sum(posting.sum(), posting.meter());
        boolean out = posting.amount() > 0;
        accounts.move(limit, sum, posting.amount());
        insertEntry.setLong(1, EpochMicros.of(posting.at()));
        insertEntry.setLong(2, posting.hold());
        insertEntry.setInt(3, out ? limit : sum);
        insertEntry.setInt(4, out ? sum : limit);
        insertEntry.setLong(5, Math.abs(posting.amount()));
        insertEntry.setString(6, posting.ref().orElse(null));
        insertEntry.setString(7, Purse.holds(posting.limit()) ? posting.limit().account() : null);
        insertEntry.addBatch();
    }

    private void writeCells(int account, Tally before, Tally after) throws SQLException {
        Set<Cell> known = new HashSet<>(before.cells());
        for (Cell cell : after.cells()) {
            if (!known.contains(cell)) {
                writeCell(account, cell);
            }
        }
    }

    private void writeCell(int account, Cell cell) throws SQLException {
        upsertCell.setInt(1, account);
        upsertCell.setLong(2, cell.key());
        upsertCell.setLong(3, cell.from());
        upsertCell.setLong(4, cell.until());
        upsertCell.setLong(5, cell.used());
        upsertCell.addBatch();
    }
}
