package dev.freeway.store;

import dev.freeway.relay.Ledger;
import dev.freeway.relay.LedgerContract;

/** The ledger on a server keeps the contract. */
class PostgresLedgerTest extends LedgerContract {
    private final PostgresServer server = Postgres.database();

    @Override
    protected Ledger open() {
        return Store.at(server, LedgerContract::limits, clock);
    }

    @Override
    protected void crash(Ledger ledger) {
        ledger.close();
    }
}
