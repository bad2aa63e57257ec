package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.EpochMicros;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Take;
import dev.freeway.relay.Hold;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads holds that nobody has ended. */
final class HoldRows {
    static final String COLUMNS = "id, reserved_us, lease_us, retryable, takes";
    private static final Pattern TAKE = Pattern.compile("\\[(\\d+),(\\d+)]");

    private final Accounts accounts;
    private final Function<CounterKey, Optional<Limit>> limits;

    /**
     * @param limits today's terms, by counter; a take of a limit that is gone is dropped
     */
    HoldRows(Accounts accounts, Function<CounterKey, Optional<Limit>> limits) {
        this.accounts = accounts;
        this.limits = limits;
    }

    /** Those that a query of {@link #COLUMNS} finds. */
    List<OpenHold> read(PreparedStatement select) throws SQLException {
        List<OpenHold> open = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Hold hold =
                        new Hold(
                                row.getLong(1),
                                takes(row.getString(5)),
                                EpochMicros.toInstant(row.getLong(2)));
                open.add(
                        new OpenHold(
                                hold, EpochMicros.toInstant(row.getLong(3)), row.getBoolean(4)));
            }
        }
        return open;
    }

    private List<Take> takes(String text) {
        List<Take> takes = new ArrayList<>();
        for (MatchResult take : TAKE.matcher(text).results().toList()) {
            CounterKey key = accounts.key(Integer.parseInt(take.group(1))).orElseThrow();
            limits.apply(key)
                    .ifPresent(limit ->
                            takes.add(new Take(key, limit, Long.parseLong(take.group(2)))));
        }
        return takes;
    }
}
