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
        try {
            return new SharedStore(
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data.resolve("postgres"))
                            .setCleanDataDirectory(false)
                            .start());
        } catch (NoClassDefFoundError | IllegalStateException e) {
            throw new IOException(
                    "no PostgreSQL server comes with the program here (expected: Linux on x86-64,"
                            + " and ./freeway demo); serve with a store of your own:"
                            + " docs/reference/replicas.md",
                    e);
        }
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
