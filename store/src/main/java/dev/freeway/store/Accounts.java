package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The numbers that stand for accounts in the other tables, and their balances. One thread. */
interface Accounts {
    /** The sum of what was spent of a meter. */
    String SPENT = "spent";

    /** Whose limit is counted under that key. */
    int of(CounterKey key, Meter meter);

    /** Where what was spent of a meter goes, or what becomes of it otherwise. */
    int sum(String name, Meter meter);

    Optional<CounterKey> key(int id);

    void move(int debit, int credit, long amount);

    /** How the account stands after the batch. */
    void stands(int id, Tally after);

    /** Writes new accounts and moved balances; call after everything that names accounts. */
    void write(Connection connection) throws SQLException;
}
