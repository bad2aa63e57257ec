package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.emulator.Emulators;
import dev.freeway.wire.Network;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of replicas, and of the server they share, at random moments: the stand-ins' own
 * count is never over, nothing is lost, nothing counted twice.
 */
class ReplicaKillTest {
    private static final int ROUNDS = 12;
    private static final int SERVER_DIES_EVERY = 3;
    private static final int REPLICAS = 3;
    private static final int CLIENTS = 12;

    @TempDir Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(20_261_121);

    @Test
    void nothingIsExceededNothingIsLostAndNothingCountsTwice() throws Exception {
        EmbeddedPostgres server = postgres(0);
        int port = server.getPort();
        List<ServeProcess> replicas = new ArrayList<>();
        try (Network network = Network.open(1);
                Emulators emulators =
                        Emulators.start(network, KilledWorld.world(), "127.0.0.1", 0)) {
            Path config = config(emulators.baseUri(), port);
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(new ServeProcess(directory, config, ServeProcess.freePort(), client));
            }
            AskingClients clients =
                    new AskingClients(
                            client, KilledWorld.TOKEN, CLIENTS, () -> any(replicas).port());
            for (int round = 1; round <= ROUNDS; round++) {
                ServeProcess victim = replicas.get(random.nextInt(REPLICAS));
                victim.awaitReady();
                pause(random.nextInt(800));
                victim.kill();
                if (round % SERVER_DIES_EVERY == 0) {
                    killServer(server);
                    pause(random.nextInt(1_500));
                    server = postgres(port);
                }
                KilledWorld.neverOver(emulators);
                victim.again();
            }
            Set<String> complete = clients.end();
            judge(emulators, complete, server, replicas);
        } finally {
            for (ServeProcess replica : replicas) {
                replica.kill();
            }
            server.close();
        }
    }

    private static ServeProcess any(List<ServeProcess> replicas) {
        return replicas.get(ThreadLocalRandom.current().nextInt(REPLICAS));
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    /** All of it, at once: its main process and those it began. */
    private void killServer(EmbeddedPostgres server) throws Exception {
        Path file = directory.resolve("postgres").resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        ProcessHandle main = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(main.descendants().toList());
        all.add(main);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
        Files.deleteIfExists(file);
        server.close();
    }

    private Path config(URI emulators, int port) throws IOException {
        return Files.writeString(
                directory.resolve("freeway.yaml"),
                "data: %s%nstore: \"postgresql://postgres@127.0.0.1:%d/postgres\""
                                .formatted(directory.resolve("data"), port)
                        + KilledWorld.config(emulators));
    }

    private void judge(
            Emulators emulators,
            Set<String> complete,
            EmbeddedPostgres server,
            List<ServeProcess> replicas)
            throws Exception {
        for (ServeProcess replica : replicas) {
            replica.awaitReady();
        }
        Browser.eventually(() -> number(server, "SELECT count(*) FROM hold") == 0);
        KilledWorld.neverOver(emulators);
        long accepted = KilledWorld.accepted(emulators);
        long counted =
                number(
                        server,
                        "SELECT balance FROM account WHERE provider = 'freeway' AND limit_id ="
                                + " 'rpd'");
        System.out.println(
                "kill -9 of %d replicas and their server, %d rounds: %d accepted by providers, %d seen complete, %d counted"
                        .formatted(REPLICAS, ROUNDS, accepted, complete.size(), counted));
        assertThat(complete).isNotEmpty();
        assertThat(counted).isGreaterThanOrEqualTo(accepted);
        assertThat(number(server, "SELECT coalesce(sum(balance), 0) FROM account")).isZero();
        assertThat(
                        number(
                                server,
                                "SELECT count(*) - count(DISTINCT hold || '/' || debit) FROM"
                                        + " entry"))
                .isZero();
    }

    private static long number(EmbeddedPostgres server, String sql) throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
