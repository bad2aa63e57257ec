package dev.freeway.store;

import dev.freeway.relay.Activity;
import dev.freeway.relay.History.By;
import dev.freeway.relay.History.Period;
import dev.freeway.relay.History.Sum;
import dev.freeway.relay.History.Used;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the sums of what was used, by the day, so that nobody has to add up the journal. */
final class UsageRows {
    private static final List<String> FIGURES =
            List.of(
                    "requests",
                    "failed",
                    "refused",
                    "input",
                    "cached",
                    "output",
                    "list_price",
                    "unpriced",
                    "paid");
    private static final String GROUP =
            Stream.of(By.values()).map(By::id).collect(Collectors.joining(", "));

    private final PreparedStatement add;

    /** What a row is kept for. */
    private record Key(
            long day, String member, String project, String token, String provider, String model)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::day)
                        .thenComparing(Key::member)
                        .thenComparing(Key::project)
                        .thenComparing(Key::token)
                        .thenComparing(Key::provider)
                        .thenComparing(Key::model);

        static Key of(Activity activity) {
            return new Key(
                    activity.at().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay(),
                    activity.party().member(),
                    activity.party().project(),
                    activity.party().token(),
                    activity.provider(),
                    activity.model());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    UsageRows(Connection connection) throws SQLException {
        String sums =
                FIGURES.stream()
                        .map(name -> "%1$s = usage_day.%1$s + excluded.%1$s".formatted(name))
                        .collect(Collectors.joining(", "));
        add =
                connection.prepareStatement(
                        "INSERT INTO usage_day (%1$s, %2$s) VALUES (?%3$s) ON CONFLICT (%1$s) DO UPDATE SET %4$s"
                                .formatted(
                                        GROUP,
                                        String.join(", ", FIGURES),
                                        ", ?".repeat(By.values().length + FIGURES.size() - 1),
                                        sums));
    }

    /**
     * Adds these, each row once and in the order of the keys, so that no two writers wait
     * crosswise.
     */
    void add(List<Activity> activities) throws SQLException {
        Map<Key, Used> sums = new TreeMap<>();
        for (Activity activity : activities) {
            sums.merge(Key.of(activity), Used.of(activity), Used::plus);
        }
        for (Map.Entry<Key, Used> sum : sums.entrySet()) {
            bind(sum.getKey());
            bind(sum.getValue());
            add.addBatch();
        }
        add.executeBatch();
    }

    private void bind(Key key) throws SQLException {
        add.setLong(1, key.day());
        add.setString(2, key.member());
        add.setString(3, key.project());
        add.setString(4, key.token());
        add.setString(5, key.provider());
        add.setString(6, key.model());
    }

    private void bind(Used used) throws SQLException {
        add.setLong(7, used.requests());
        add.setLong(8, used.failed());
        add.setLong(9, used.refused());
        add.setLong(10, used.input());
        add.setLong(11, used.cached());
        add.setLong(12, used.output());
        add.setLong(13, used.atList());
        add.setLong(14, used.unpriced());
        add.setLong(15, used.paid());
    }

    /** Sums over a period, kept apart by these and in their order. */
    static List<Sum> read(Connection connection, Period period, Set<By> by, int limit)
            throws SQLException {
        List<By> columns = by.isEmpty() ? List.of() : List.copyOf(EnumSet.copyOf(by));
        try (PreparedStatement select = connection.prepareStatement(select(period, columns))) {
            select.setLong(1, period.from().toEpochDay());
            select.setLong(2, period.until().toEpochDay());
            int next = 3;
            if (period.member().isPresent()) {
                select.setString(next++, period.member().get());
            }
            next = TokenFilter.bind(select, next, period.tokens());
            select.setInt(next, limit);
            List<Sum> sums = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sums.add(sum(row, columns));
                }
            }
            return sums;
        }
    }

    private static String select(Period period, List<By> columns) {
        String group = columns.stream().map(By::id).collect(Collectors.joining(", "));
        String sums =
                FIGURES.stream()
                        .map("coalesce(sum(%s), 0)"::formatted)
                        .collect(Collectors.joining(", "));
        return "SELECT "
                + (group.isEmpty() ? sums : group + ", " + sums)
                + " FROM usage_day WHERE day >= ? AND day < ?"
                + (period.member().isPresent() ? " AND member = ?" : "")
                + TokenFilter.and(period.tokens())
                + (group.isEmpty() ? "" : " GROUP BY " + group + " ORDER BY " + group)
                + " LIMIT ?";
    }

    private static Sum sum(ResultSet row, List<By> columns) throws SQLException {
        Map<By, String> group = new EnumMap<>(By.class);
        int at = 1;
        for (By column : columns) {
            group.put(
                    column,
                    column == By.DAY
                            ? LocalDate.ofEpochDay(row.getLong(at)).toString()
                            : row.getString(at));
            at++;
        }
        return new Sum(
                group,
                new Used(
                        row.getLong(at),
                        row.getLong(at + 1),
                        row.getLong(at + 2),
                        row.getLong(at + 3),
                        row.getLong(at + 4),
                        row.getLong(at + 5),
                        row.getLong(at + 6),
                        row.getLong(at + 7),
                        row.getLong(at + 8)));
    }
}
