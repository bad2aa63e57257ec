package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import dev.freeway.wire.Listener;
import dev.freeway.wire.Network;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every provider on loopback, under {@code /provider-id/...}, with counts of its own; {@code
 * /_emulator} tells them. Thread-safe.
 */
public final class Emulators implements AutoCloseable {
    private static final String JUDGE = "/_emulator";
    private static final int CONNECTIONS_PER_HOST = 32;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final EmulatorWorld world;
    private final Faults faults = new Faults();
    private final Network network;
    private final HttpClientAgent client;
    private volatile List<Booth> desks;
    private final Listener listener;
    private final String host;

    private Emulators(Network network, EmulatorWorld world, String host, int port)
            throws IOException {
        this.world = world;
        this.host = host;
        this.network = network;
        this.client = network.client(CONNECTIONS_PER_HOST, CONNECT_WITHIN);
        this.desks = open();
        this.listener = network.listen(host, port, this::handle);
    }

    /** Desks that have counted nothing yet. */
    private List<Booth> open() {
        List<Booth> booths = new ArrayList<>();
        // Before the others: an invented one of the same id is asked in their place.
        world.inventions().forEach(one -> booths.add(desk(new Invented(one))));
        StandIns.known().forEach(standIn -> booths.add(desk(standIn)));
        booths.add(new ReplicateDesk(network.vertx(), world, faults, client));
        Set<String> seen = new HashSet<>();
        booths.removeIf(booth -> !seen.add(booth.id()));
        return List.copyOf(booths);
    }

    private Desk desk(StandIn standIn) {
        return new Desk(network.vertx(), world, standIn, faults);
    }

    /** Starts them all on {@code host:port}; port 0: any free one. */
    public static Emulators start(Network network, EmulatorWorld world, String host, int port)
            throws IOException {
        return new Emulators(network, world, host, port);
    }

    public int port() {
        return listener.port();
    }

    public URI baseUri() {
        return URI.create("http://" + host + ":" + port());
    }

    @Override
    public void close() {
        listener.close();
    }

    private void handle(HttpServerRequest http) {
        String path = http.path();
        if (path.startsWith(JUDGE)) {
            http.body().onSuccess(body -> judge(http, path, Json.parse(body.getBytes())));
            return;
        }
        Optional<Booth> desk =
                desks.stream().filter(d -> path.startsWith("/" + d.id() + "/")).findFirst();
        desk.ifPresentOrElse(
                d -> d.serve(http), () -> answer(http, 404, error("there is no " + path)));
    }

    private void judge(HttpServerRequest http, String path, Optional<JsonNode> body) {
        switch (http.method().name() + " " + path.substring(JUDGE.length())) {
            case "GET " -> answer(http, 200, page());
            case "DELETE " -> {
                desks = open();
                answer(http, 200, Json.object());
            }
            case "GET /requests" -> {
                ObjectNode requests = Json.object();
                desks.forEach(desk -> requests.set(desk.id(), desk.requests()));
                answer(http, 200, requests);
            }
            case "GET /faults" -> answer(http, 200, Json.object().set("faults", faults.list()));
            case "PUT /faults", "POST /faults" -> {
                Optional<String> wrong =
                        faults.ask(
                                body.orElse(Json.object()), desks.stream().map(Booth::id).toList());
                answer(
                        http,
                        wrong.isEmpty() ? 200 : 400,
                        wrong.map(Emulators::error).orElse(Json.object()));
            }
            case "DELETE /faults" -> {
                faults.clear();
                answer(http, 200, Json.object());
            }
            default ->
                    answer(
                            http,
                            404,
                            error(http.method() + " " + path + " (expected: GET /_emulator)"));
        }
    }

    private ObjectNode page() {
        ObjectNode page = Json.object();
        page.put("now", world.clock().instant().toString());
        ObjectNode providers = page.putObject("providers");
        desks.forEach(desk -> providers.set(desk.id(), desk.page()));
        return page;
    }

    private static ObjectNode error(String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("message", message);
        return body;
    }

    static void answer(HttpServerRequest http, int status, JsonNode body) {
        var response = http.response().setStatusCode(status);
        var _ =
                body.isMissingNode()
                        ? response.end()
                        : response.putHeader("content-type", "application/json")
                                .end(Buffer.buffer(Json.bytes(body)));
    }
}
