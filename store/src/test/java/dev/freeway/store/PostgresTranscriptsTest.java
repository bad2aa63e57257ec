package dev.freeway.store;

import dev.freeway.members.Records;
import java.util.Optional;

/** What was said is kept on a server by the contract. */
class PostgresTranscriptsTest extends TranscriptsContract {
    private final PostgresServer server = Postgres.database();

    @Override
    Store open() {
        return Store.at(server, _ -> Optional.empty(), () -> NOW);
    }

    @Override
    Records records() {
        return DatabaseRecords.at(server, () -> NOW);
    }

    @Override
    int replicas() {
        return 3;
    }
}
