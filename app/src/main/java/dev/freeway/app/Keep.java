package dev.freeway.app;

import dev.freeway.app.config.Config;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.members.Records;
import dev.freeway.store.DatabaseRecords;
import dev.freeway.store.PostgresServer;
import dev.freeway.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Where a gateway keeps what must last. */
sealed interface Keep extends AutoCloseable {
    Records records(InstantSource clock);

    /**
     * The ledger, and what is kept beside it.
     *
     * @param limits today's terms, by counter
     */
    Store store(Function<CounterKey, Optional<Limit>> limits, InstantSource clock);

    @Override
    void close() throws IOException;

    /**
     * As the configuration says.
     *
     * @throws IOException when its directory cannot be had
     */
    static Keep of(Config config) throws IOException {
        return config.store().isPresent()
                ? new Shared(config.store().get())
                : new Own(DataDirectory.take(config.data()));
    }

    /** A directory that no other gateway uses. */
    record Own(DataDirectory directory) implements Keep {
        @Override
        public Records records(InstantSource clock) {
            return DatabaseRecords.open(directory.path(), clock);
        }

        @Override
        public Store store(Function<CounterKey, Optional<Limit>> limits, InstantSource clock) {
            return Store.open(directory.path(), limits, clock);
        }

        @Override
        public void close() throws IOException {
            directory.close();
        }
    }

    /** A server that others share. */
    record Shared(PostgresServer server) implements Keep {
        @Override
        public Records records(InstantSource clock) {
            return DatabaseRecords.at(server, clock);
        }

        @Override
        public Store store(Function<CounterKey, Optional<Limit>> limits, InstantSource clock) {
            return Store.at(server, limits, clock);
        }

        @Override
        public void close() {}
    }
}
