package dev.freeway.store;

import dev.freeway.relay.Ledger;
import dev.freeway.relay.LedgerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The ledger in SQLite keeps the contract. */
class SqliteLedgerTest extends LedgerContract {
    @TempDir Path directory;

    @Override
    protected Ledger open() {
        return Store.open(directory, LedgerContract::limits, clock);
    }

    /** Everything answered is committed; a kill in between is tested on a real process. */
    @Override
    protected void crash(Ledger ledger) {
        ledger.close();
    }
}
