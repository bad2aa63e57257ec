package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One replica after the other is told to go and begun anew, behind something that asks for {@code
 * /readyz} and sends requests to those that are ready: no request is lost.
 */
class RollingRestartTest {
    private static final String TOKEN = "a-token-of-enough-length-";
    private static final int REPLICAS = 3;
    private static final int CLIENTS = 8;
    private static final Duration PAUSE = Duration.ofMillis(40);

    /** So that no member asks for more than its plan gives a minute. */
    private static final Duration BETWEEN = Duration.ofMillis(700);

    @TempDir Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<ServeProcess> ready = new CopyOnWriteArrayList<>();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean over;

    @Test
    void noRequestIsLost() throws Exception {
        List<ServeProcess> replicas = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                LocalModel model = new LocalModel(() -> pause(PAUSE))) {
            Path config = config(model, server.getPort());
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(new ServeProcess(directory, config, ServeProcess.freePort(), client));
            }
            for (ServeProcess replica : replicas) {
                replica.awaitReady();
                threads.add(Thread.ofVirtual().start(() -> watch(replica)));
            }
            Browser.eventually(() -> ready.size() == REPLICAS);
            for (int i = 0; i < CLIENTS; i++) {
                String token = TOKEN + i;
                boolean stream = i % 2 == 0;
                threads.add(Thread.ofVirtual().start(() -> ask(token, stream)));
            }
            for (ServeProcess replica : replicas) {
                restart(replica);
            }
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            over = true;
            for (ServeProcess replica : replicas) {
                replica.kill();
            }
        }
        assertThat(lost).isEmpty();
        assertThat(answered.get()).isGreaterThan(REPLICAS * CLIENTS);
    }

    private void restart(ServeProcess replica) throws Exception {
        int before = answered.get();
        Browser.eventually(() -> answered.get() > before + CLIENTS);
        replica.terminate();
        assertThat(replica.ends()).isTrue();
        replica.again();
        replica.awaitReady();
        Browser.eventually(() -> ready.contains(replica));
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private Path config(LocalModel model, int port) throws IOException {
        return Files.writeString(
                directory.resolve("freeway.yaml"),
                """
                data: %s
                store: "postgresql://postgres@127.0.0.1:%d/postgres"
                drain: {notice: 2s, finish: 5s}
                tokens: [%s]
                accounts: [%s]
                """
                        .formatted(
                                directory.resolve("data"),
                                port,
                                IntStream.range(0, CLIENTS)
                                        .mapToObj(i ->
                                                "{name: client-%d, token: %s%d}"
                                                        .formatted(i, TOKEN, i))
                                        .collect(Collectors.joining(", ")),
                                model.account()));
    }

    /** As a load balancer does. */
    private void watch(ServeProcess replica) {
        while (!over) {
            boolean is = isReady(replica);
            if (is && !ready.contains(replica)) {
                ready.add(replica);
            } else if (!is) {
                ready.remove(replica);
            }
            pause(PAUSE);
        }
    }

    private static boolean isReady(ServeProcess replica) {
        try {
            return replica.ready() == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void ask(String token, boolean stream) {
        while (!over) {
            List<ServeProcess> now = List.copyOf(ready);
            ServeProcess replica = now.get(ThreadLocalRandom.current().nextInt(now.size()));
            try {
                HttpRequest chat =
                        HttpRequest.newBuilder(replica.url().resolve("/v1/chat/completions"))
                                .timeout(Browser.PATIENCE)
                                .header("authorization", "Bearer " + token)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                Browser.chatBody("m", "Hi", stream)))
                                .build();
                HttpResponse<String> answer =
                        client.send(chat, HttpResponse.BodyHandlers.ofString());
                boolean whole = answer.body().contains(stream ? "[DONE]" : "yes");
                if (answer.statusCode() == 200 && whole) {
                    answered.incrementAndGet();
                } else {
                    lost.add(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                lost.add(replica.url() + " " + e);
            } catch (InterruptedException e) {
                return;
            }
            pause(BETWEEN);
        }
    }
}
