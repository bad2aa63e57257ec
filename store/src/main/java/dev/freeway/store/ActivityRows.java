package dev.freeway.store;

import dev.freeway.core.quota.EpochMicros;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Activity;
import dev.freeway.relay.Circumstances;
import dev.freeway.relay.Cost;
import dev.freeway.relay.History.Entry;
import dev.freeway.relay.History.Field;
import dev.freeway.relay.History.Filter;
import dev.freeway.relay.Party;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Writes and reads what became of requests, and adds up what they used. */
final class ActivityRows {
    private static final int COUNT = 27;
    private static final String COLUMNS =
            "id, at_us, took_ms, member, outcome, asked, provider, account, model, answer_id,"
                    + " input, cached, output, estimated, tries, why, project, token, list_price,"
                    + " paid, parameters, context_tokens, first_ms, status, fault, limits, version";

    private final PreparedStatement insert;
    private final UsageRows usage;

    ActivityRows(Connection connection) throws SQLException {
        usage = new UsageRows(connection);
        insert =
                connection.prepareStatement(
                        "INSERT INTO activity (%s) VALUES (?%s)"
                                .formatted(COLUMNS, ", ?".repeat(COUNT - 1)));
    }

    void write(List<Activity> activities) throws SQLException {
        for (Activity activity : activities) {
            bind(activity);
            bind(activity.party(), activity.cost());
            bind(activity.circumstances());
            insert.addBatch();
        }
        insert.executeBatch();
        usage.add(activities);
    }

    private void bind(Activity activity) throws SQLException {
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

    private void bind(Party party, Cost cost) throws SQLException {
        insert.setString(17, party.project());
        insert.setString(18, party.token());
        bind(19, cost.atList());
        insert.setLong(20, cost.paid());
    }

    private void bind(Circumstances around) throws SQLException {
        insert.setString(21, around.parameters());
        insert.setLong(22, around.contextTokensMax());
        bind(
                23,
                around.firstAfter()
                        .map(after -> OptionalLong.of(after.toMillis()))
                        .orElseGet(OptionalLong::empty));
        insert.setInt(24, around.status());
        insert.setString(25, around.fault());
        insert.setString(26, lines(around.limits()));
        insert.setString(27, around.version());
    }

    private void bind(int column, OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            insert.setLong(column, value.getAsLong());
        } else {
            insert.setNull(column, Types.BIGINT);
        }
    }

    /** As HTTP writes them: neither a name nor a value can hold the end of a line. */
    private static String lines(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> headers(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        lines.lines()
                .map(line -> line.split(": ", 2))
                .forEach(pair -> headers.put(pair[0], pair[1]));
        return headers;
    }

    /** The latest that are wanted, before the one of that number, newest first. */
    static List<Entry> page(Connection connection, Filter filter, OptionalLong before, int limit)
            throws SQLException {
        List<Map.Entry<Field, String>> wanted = List.copyOf(filter.values().entrySet());
        String sql =
                "SELECT "
                        + COLUMNS
                        + ", seq FROM activity WHERE seq < ? AND at_us >= ? AND at_us < ?"
                        + wanted.stream()
                                .map(each -> " AND " + each.getKey().id() + " = ?")
                                .collect(Collectors.joining())
                        + TokenFilter.and(filter.tokens())
                        + " ORDER BY seq DESC LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, before.orElse(Long.MAX_VALUE));
            select.setLong(2, EpochMicros.of(filter.from()));
            select.setLong(3, EpochMicros.of(filter.until()));
            int next = 4;
            for (Map.Entry<Field, String> each : wanted) {
                select.setString(next++, each.getValue());
            }
            next = TokenFilter.bind(select, next, filter.tokens());
            select.setInt(next, limit);
            return entries(select);
        }
    }

    /** The latest {@code limit}, oldest first. */
    static List<Activity> latest(Connection connection, int limit) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT " + COLUMNS + ", seq FROM activity ORDER BY seq DESC LIMIT ?")) {
            select.setInt(1, limit);
            return entries(select).reversed().stream().map(Entry::activity).toList();
        }
    }

    private static List<Entry> entries(PreparedStatement select) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                entries.add(new Entry(row.getLong(COUNT + 1), read(row)));
            }
        }
        return entries;
    }

    private static Activity read(ResultSet row) throws SQLException {
        return new Activity(
                row.getString(1),
                EpochMicros.toInstant(row.getLong(2)),
                Duration.ofMillis(row.getLong(3)),
                new Party(row.getString(4), row.getString(17), row.getString(18)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                new Usage(row.getLong(11), row.getLong(12), row.getLong(13)),
                row.getBoolean(14),
                new Cost(number(row, 19), row.getLong(20)),
                circumstances(row),
                row.getInt(15),
                row.getString(16));
    }

    private static Circumstances circumstances(ResultSet row) throws SQLException {
        OptionalLong first = number(row, 23);
        return new Circumstances(
                row.getString(21),
                row.getLong(22),
                first.isPresent()
                        ? Optional.of(Duration.ofMillis(first.getAsLong()))
                        : Optional.empty(),
                row.getInt(24),
                row.getString(25),
                headers(row.getString(26)),
                row.getString(27));
    }

    private static OptionalLong number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
