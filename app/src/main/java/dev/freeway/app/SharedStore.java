package dev.freeway.app;

import dev.freeway.store.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A PostgreSQL server that lives as long as a demo, on loopback. */
final class SharedStore implements AutoCloseable {
    private final EmbeddedPostgres embedded;

    private SharedStore(EmbeddedPostgres embedded) {
        this.embedded = embedded;
    }

    /**
     * Starts it.
     *
     * @param data where its own directory goes
     */
    static SharedStore start(Path data) throws IOException {
        return new SharedStore(
                EmbeddedPostgres.builder()
                        .setDataDirectory(data.resolve("postgres"))
                        .setCleanDataDirectory(false)
                        .start());
    }

    PostgresServer server() {
        return new PostgresServer(
                URI.create("postgresql://postgres@127.0.0.1:" + embedded.getPort() + "/postgres"));
    }

    @Override
    public void close() throws IOException {
        embedded.close();
    }
}
