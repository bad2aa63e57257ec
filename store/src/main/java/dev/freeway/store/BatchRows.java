package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** Writes what a batch changed. Lives as long as its connection. One thread. */
final class BatchRows {
    private final Connection connection;
    private final LedgerRows ledger;
    private final ActivityRows journal;

    BatchRows(Connection connection, LedgerRows ledger) throws SQLException {
        this.connection = connection;
        this.ledger = ledger;
        journal = new ActivityRows(connection);
    }

    /**
     * Writes all of it; does not commit.
     *
     * @param after how each counter stands
     */
    void write(Changes changes, Function<CounterKey, Tally> after) throws SQLException {
        ledger.write(changes, after);
        journal.write(changes.activities());
        if (changes.lessonsForgotten()) {
            LessonRows.forget(connection);
        }
        for (var lesson : changes.lessons()) {
            LessonRows.write(connection, lesson);
        }
        for (var replay : changes.replays()) {
            ReplayRows.answered(connection, replay);
        }
    }
}
