package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.emulator.EmulatorWorld;
import dev.freeway.emulator.Emulators;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments: the stand-ins' own count is never over, nothing is lost. */
class KillTest {
    private static final int ROUNDS = 50;
    private static final int CLIENTS = 12;
    private static final int ACCOUNTS = 12;
    private static final String TOKEN = "fw_kill_test_0123456789";

    @TempDir Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void nothingIsExceededAndNothingIsLost() throws Exception {
        Random random = new Random(20_261_120);
        EmulatorWorld world =
                new EmulatorWorld(
                        InstantSource.system(),
                        20,
                        1,
                        IntStream.range(0, ACCOUNTS)
                                .mapToObj(i ->
                                        new EmulatedAccount(
                                                "openrouter",
                                                "sk-or-v1-kill-" + i,
                                                Map.of("credits_purchased", "10")))
                                .toList());
        try (Network network = Network.open(1);
                Emulators emulators = Emulators.start(network, world, "127.0.0.1", 0);
                ServeProcess gateway =
                        new ServeProcess(
                                directory,
                                config(emulators.baseUri()),
                                ServeProcess.freePort(),
                                client)) {
            AskingClients clients = new AskingClients(client, TOKEN, CLIENTS, gateway::port);
            for (int round = 0; round < ROUNDS; round++) {
                gateway.awaitReady();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
                gateway.kill();
                neverOver(emulators);
                gateway.again();
            }
            Set<String> complete = clients.end();
            gateway.awaitReady();
            judge(emulators, complete);
        }
    }

    private Path config(URI emulators) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("data: ").append(directory.resolve("data"));
        text.append("\ntokens: [{name: killed, token: ").append(TOKEN).append("}]\naccounts:\n");
        for (int i = 0; i < ACCOUNTS; i++) {
            text.append("  - {provider: openrouter, name: a" + i + ", key: sk-or-v1-kill-" + i)
                    .append(", base_url: \"" + emulators + "/openrouter/api/v1\"")
                    .append(", facts: {credits_purchased: 10}}\n");
        }
        return Files.writeString(directory.resolve("freeway.yaml"), text);
    }

    private JsonNode judged(Emulators emulators) throws Exception {
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(emulators.baseUri() + "/_emulator")).build();
        return Json.parse(client.send(get, HttpResponse.BodyHandlers.ofString()).body())
                .orElseThrow()
                .path("providers");
    }

    private void neverOver(Emulators emulators) throws Exception {
        for (JsonNode provider : judged(emulators)) {
            assertThat(provider.path("refused_by_quota").asLong()).isZero();
            assertThat(provider.path("billed_micro_dollars").asLong()).isZero();
            for (JsonNode limit : provider.path("limits")) {
                assertThat(limit.path("peak").asLong())
                        .isLessThanOrEqualTo(limit.path("amount").asLong());
            }
        }
    }

    private void judge(Emulators emulators, Set<String> complete) throws Exception {
        long accepted = 0;
        for (JsonNode provider : judged(emulators)) {
            accepted += provider.path("accepted").asLong();
        }
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
