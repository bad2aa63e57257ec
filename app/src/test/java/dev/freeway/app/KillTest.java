package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.emulator.Emulators;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments: the stand-ins' own count is never over, nothing is lost. */
class KillTest {
    private static final int ROUNDS = 50;
    private static final int CLIENTS = 12;

    @TempDir Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void nothingIsExceededAndNothingIsLost() throws Exception {
        Random random = new Random(20_261_120);
        try (Network network = Network.open(1);
                Emulators emulators =
                        Emulators.start(network, KilledWorld.world(), "127.0.0.1", 0);
                ServeProcess gateway =
                        new ServeProcess(
                                directory,
                                config(emulators.baseUri()),
                                ServeProcess.freePort(),
                                client)) {
            AskingClients clients =
                    new AskingClients(client, KilledWorld.TOKEN, CLIENTS, gateway::port);
            for (int round = 0; round < ROUNDS; round++) {
                gateway.awaitReady();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
                gateway.kill();
                KilledWorld.neverOver(emulators);
                gateway.again();
            }
            Set<String> complete = clients.end();
            gateway.awaitReady();
            judge(emulators, complete);
        }
    }

    private Path config(URI emulators) throws IOException {
        return Files.writeString(
                directory.resolve("freeway.yaml"),
                "data: " + directory.resolve("data") + KilledWorld.config(emulators));
    }

    private void judge(Emulators emulators, Set<String> complete) throws Exception {
        long accepted = KilledWorld.accepted(emulators);
        System.out.println(
                "kill -9, %d rounds: %d accepted by providers, %d seen complete, %d counted"
                        .formatted(ROUNDS, accepted, complete.size(), requestsCounted()));
        assertThat(complete).isNotEmpty();
        assertThat(requestsCounted()).isGreaterThanOrEqualTo(accepted);
        assertThat(number("SELECT count(*) FROM hold")).isZero();
        assertThat(number("SELECT sum(balance) FROM account")).isZero();
        assertThat(number("SELECT count(*) - count(DISTINCT hold || '/' || debit) FROM entry"))
                .isZero();
    }

    /** Requests charged to the member: once for each that left. */
    private long requestsCounted() throws Exception {
        return number(
                "SELECT balance FROM account WHERE provider = 'freeway' AND limit_id = 'rpd'");
    }

    private long number(String sql) throws Exception {
        return Sqlite.number(directory.resolve("data"), sql);
    }
}
