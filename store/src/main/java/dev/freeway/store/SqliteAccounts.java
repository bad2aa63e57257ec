package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All accounts by heart, since nobody else has the file open. */
final class SqliteAccounts implements Accounts {
    private final Map<Name, Integer> ids = new HashMap<>();
    private final Map<Integer, Name> names = new HashMap<>();
    private final Map<Integer, Long> moved = new LinkedHashMap<>();
    private final Map<Integer, Name> fresh = new LinkedHashMap<>();

    private record Name(CounterKey key, String meter) {}

    private final Connection connection;
    private final PreparedStatement update;

    SqliteAccounts(Connection connection) throws SQLException {
        this.connection = connection;
        update =
                connection.prepareStatement(
                        "UPDATE account SET balance = balance + ? WHERE id = ?");
        load();
    }

    private void load() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT id, provider, owner, subject, limit_id, meter FROM"
                                        + " account");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                CounterKey key =
                        new CounterKey(
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5));
                put(rows.getInt(1), new Name(key, rows.getString(6)));
            }
        }
    }

    private void put(int id, Name name) {
        ids.put(name, id);
        names.put(id, name);
    }

    @Override
    public int of(CounterKey key, Meter meter) {
        return id(new Name(key, meter.id()));
    }

    @Override
    public int sum(String name, Meter meter) {
        return id(new Name(new CounterKey("", "", "", name), meter.id()));
    }

    @Override
    public Optional<CounterKey> key(int id) {
        return Optional.ofNullable(names.get(id)).map(Name::key);
    }

    private int id(Name name) {
        Integer known = ids.get(name);
        if (known != null) {
            return known;
        }
        int id = ids.size() + 1;
        put(id, name);
        fresh.put(id, name);
        return id;
    }

    @Override
    public void move(int debit, int credit, long amount) {
        moved.merge(debit, amount, Math::addExact);
        moved.merge(credit, -amount, Math::addExact);
    }

    @Override
    public void stands(int id, Tally after) {}

    @Override
    public void write(Connection over) throws SQLException {
        if (!fresh.isEmpty()) {
            insertFresh();
        }
        for (Map.Entry<Integer, Long> move : moved.entrySet()) {
            update.setLong(1, move.getValue());
            update.setInt(2, move.getKey());
            update.addBatch();
        }
        update.executeBatch();
    }

    private void insertFresh() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO account (id, provider, owner, subject, limit_id, meter)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Map.Entry<Integer, Name> account : fresh.entrySet()) {
                CounterKey key = account.getValue().key();
                insert.setInt(1, account.getKey());
                insert.setString(2, key.provider());
                insert.setString(3, key.account());
                insert.setString(4, key.subject());
                insert.setString(5, key.limit());
                insert.setString(6, account.getValue().meter());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What was written is durable. */
    void committed() {
        fresh.clear();
        moved.clear();
    }

    /** What was written is not: new accounts are to be written again. */
    void rolledBack() {
        moved.clear();
    }
}
