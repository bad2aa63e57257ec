package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts that this replica has met. Others add theirs at any time. */
final class PostgresAccounts implements Accounts {
    private final Map<Name, Integer> ids = new HashMap<>();
    private final Map<Integer, Name> names = new HashMap<>();
    private final Map<Integer, Long> moved = new HashMap<>();
    private final Map<Integer, Long> held = new HashMap<>();
    private final Map<Integer, Long> written = new HashMap<>();
    private final String replica;

    /** What an account is of. */
    record Name(CounterKey key, String meter) {}

    /**
     * @param replica apart by which sums are kept, so that no two wait for each other
     */
    PostgresAccounts(String replica) {
        this.replica = replica;
    }

    void met(int id, CounterKey key, String meter) {
        Name name = new Name(key, meter);
        ids.put(name, id);
        names.put(id, name);
    }

    /** What {@link #sum} is the number of. */
    Name sumName(String name, Meter meter) {
        return new Name(new CounterKey("", replica, "", name), meter.id());
    }

    /** Makes those that nobody has met yet. Commits. */
    void meet(Connection connection, Collection<Name> wanted) throws SQLException {
        TreeMap<CounterKey, Name> fresh = new TreeMap<>();
        wanted.stream()
                .filter(name -> !ids.containsKey(name))
                .forEach(name ->
                        fresh.put(
                                new CounterKey(
                                        name.meter() + "/" + name.key().provider(),
                                        name.key().account(),
                                        name.key().subject(),
                                        name.key().limit()),
                                name));
        for (Name name : fresh.values()) {
            met(id(connection, name), name.key(), name.meter());
        }
        if (!fresh.isEmpty()) {
            connection.commit();
        }
    }

    /** One that another has made in the meantime has its id. */
    private static int id(Connection connection, Name name) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO account (provider, owner, subject, limit_id, meter)"
                                + " VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (provider, owner, subject, limit_id, meter)"
                                + " DO UPDATE SET meter = excluded.meter RETURNING id")) {
            insert.setString(1, name.key().provider());
            insert.setString(2, name.key().account());
            insert.setString(3, name.key().subject());
            insert.setString(4, name.key().limit());
            insert.setString(5, name.meter());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Override
    public int of(CounterKey key, Meter meter) {
        return id(new Name(key, meter.id()));
    }

    @Override
    public int sum(String name, Meter meter) {
        return id(sumName(name, meter));
    }

    private int id(Name name) {
        return Optional.ofNullable(ids.get(name))
                .orElseThrow(() -> new IllegalStateException(name + " was not met"));
    }

    @Override
    public Optional<CounterKey> key(int id) {
        return Optional.ofNullable(names.get(id)).map(Name::key);
    }

    @Override
    public void move(int debit, int credit, long amount) {
        moved.merge(debit, amount, Math::addExact);
        moved.merge(credit, -amount, Math::addExact);
    }

    @Override
    public void stands(int id, Tally after) {
        held.put(id, after.held());
    }

    /** In one statement; all but our own sums are locked by now. */
    @Override
    public void write(Connection connection) throws SQLException {
        Map<Integer, Long> all = new LinkedHashMap<>(held);
        moved.keySet().forEach(id -> all.putIfAbsent(id, 0L));
        if (all.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE account SET held = changed.held,"
                                + " balance = balance + changed.moved, version = DEFAULT"
                                + " FROM unnest(?, ?, ?) AS changed (id, held, moved)"
                                + " WHERE account.id = changed.id"
                                + " RETURNING account.id, account.version")) {
            update.setArray(1, connection.createArrayOf("integer", all.keySet().toArray()));
            update.setArray(2, connection.createArrayOf("bigint", all.values().toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            all.keySet().stream().map(id -> moved.getOrDefault(id, 0L)).toArray()));
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    written.put(row.getInt(1), row.getLong(2));
                }
            }
        }
    }

    /** The versions of those that the batch changed. */
    Map<Integer, Long> written() {
        return written;
    }

    /** The batch is over, one way or another. */
    void clear() {
        moved.clear();
        held.clear();
        written.clear();
    }
}
