package dev.freeway.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Credits on a server keep the contract. */
class PostgresCreditBookTest extends CreditBookContract {
    private final PostgresServer server = Postgres.database();

    /** Each takes a round trip or two. */
    @Override
    int steps() {
        return 2_000;
    }

    @Override
    Store open() {
        return Store.at(server, this::limit, clock);
    }

    @Override
    Connection look() throws SQLException {
        return server.connect();
    }
}
