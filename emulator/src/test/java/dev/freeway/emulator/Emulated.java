package dev.freeway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Stand-ins on loopback with a clock that is turned, and a client beside them. */
final class Emulated implements AutoCloseable {
    final TurnedClock clock;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Network network = Network.open(1);
    private final Emulators emulators;

    private Emulated(TurnedClock clock, EmulatorWorld world) throws IOException {
        this.clock = clock;
        this.emulators = Emulators.start(network, world, "127.0.0.1", 0);
    }

    /** One account of that provider; its key is {@code key}. */
    static Emulated at(String instant, String provider, Map<String, String> facts)
            throws IOException {
        return at(instant, List.of(new EmulatedAccount(provider, "key", facts)));
    }

    static Emulated at(String instant, List<EmulatedAccount> accounts) throws IOException {
        return at(instant, 1, accounts);
    }

    /** Where waiting takes so many times less than it would. */
    static Emulated at(String instant, double speed, List<EmulatedAccount> accounts)
            throws IOException {
        TurnedClock clock = new TurnedClock(Instant.parse(instant));
        return new Emulated(clock, new EmulatorWorld(clock, speed, 7, accounts));
    }

    /** That provider alone; its key is {@code key}. */
    static Emulated inventing(String instant, Invention invention) throws IOException {
        TurnedClock clock = new TurnedClock(Instant.parse(instant));
        EmulatorWorld world = new EmulatorWorld(clock, 1, 7, List.of());
        return new Emulated(clock, world.with(List.of(invention)));
    }

    static Emulated standard(String instant) throws IOException {
        TurnedClock clock = new TurnedClock(Instant.parse(instant));
        return new Emulated(clock, EmulatorWorld.standard(clock, 1, 7));
    }

    /** Asks {@code model}; {@code more} are further fields. */
    HttpResponse<String> chat(String path, String model, String text, String more)
            throws Exception {
        return chat("key", path, model, text, more);
    }

    HttpResponse<String> chat(String key, String path, String model, String text, String more)
            throws Exception {
        String body =
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"[[pace=fast]] %s\"}]%s}"
                        .formatted(model, text, more.isEmpty() ? "" : "," + more);
        return send("POST", key, path, body);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", "key", path, "");
    }

    HttpResponse<String> send(String method, String key, String path, String body)
            throws Exception {
        return client.send(request(method, key, path, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String key, String path, String body) {
        return HttpRequest.newBuilder(emulators.baseUri().resolve(path))
                .header("authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Asks, and waits for no answer. */
    void begin(String key, String path, String body) {
        var _ = client.sendAsync(request("POST", key, path, body), BodyHandlers.ofString());
    }

    /** Asks again until it holds; fails after a few seconds. */
    void until(Callable<Boolean> holds) throws Exception {
        Instant end = Instant.now().plusSeconds(5);
        while (!holds.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }

    URI uri(String path) {
        return emulators.baseUri().resolve(path);
    }

    /** With its own headers. */
    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode judge(String provider) throws Exception {
        return json(get("/_emulator")).path("providers").path(provider);
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.parse(response.body()).orElseThrow();
    }

    @Override
    public void close() {
        client.shutdownNow();
        emulators.close();
        network.close();
    }
}
