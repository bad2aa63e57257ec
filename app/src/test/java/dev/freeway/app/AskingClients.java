package dev.freeway.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Clients that ask and ask, whoever dies, and remember which answers they saw to the end. */
final class AskingClients {
    private final HttpClient client;
    private final String token;
    private final Set<String> complete = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads;
    private volatile boolean over;

    /**
     * @param port of the gateway to ask next
     */
    AskingClients(HttpClient client, String token, int many, IntSupplier port) {
        this.client = client;
        this.token = token;
        threads =
                IntStream.range(0, many)
                        .mapToObj(_ -> Thread.ofVirtual().start(() -> ask(port)))
                        .toList();
    }

    /** Ends them; says which answers were seen to the end. */
    Set<String> end() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        return complete;
    }

    private void ask(IntSupplier port) {
        while (!over) {
            try {
                HttpRequest chat =
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + port.getAsInt()
                                                        + "/v1/chat/completions"))
                                .timeout(Duration.ofSeconds(5))
                                .header("authorization", "Bearer " + token)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                Browser.chatBody("auto", "Hi [[out=20]]", false)))
                                .build();
                HttpResponse<String> answer =
                        client.send(chat, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    complete.add(Browser.json(answer).path("id").asText());
                } else {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            } catch (IOException killed) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
