package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where Replicate's requests are taken: runs that go on by themselves, and pages of them. */
final class ReplicateDesk implements Booth {
    private static final String API = "/replicate/v1";

    private final EmulatorWorld world;
    private final Replicate replicate = new Replicate();
    private final ReplicateRuns runs;
    private final ReplicateFiles files = new ReplicateFiles();
    private final ReplicateHooks hooks;
    private final Object lock = new Object();

    ReplicateDesk(Vertx vertx, EmulatorWorld world, Faults faults, HttpClientAgent client) {
        this.world = world;
        this.hooks = new ReplicateHooks(client, vertx, world);
        this.runs = new ReplicateRuns(vertx, world, replicate, faults, hooks, lock);
    }

    @Override
    public String id() {
        return replicate.id();
    }

    @Override
    public ObjectNode page() {
        synchronized (lock) {
            return runs.judge().page(replicate, now());
        }
    }

    @Override
    public ArrayNode requests() {
        synchronized (lock) {
            return runs.judge().requests();
        }
    }

    private Instant now() {
        return world.clock().instant();
    }

    @Override
    public void serve(HttpServerRequest http) {
        if (!http.path().startsWith(API + "/")) {
            synchronized (lock) {
                runs.handOut(http);
            }
            return;
        }
        Optional<EmulatedAccount> account = account(http);
        if (account.isEmpty()) {
            synchronized (lock) {
                runs.refuse(http, replicate.unauthorized());
            }
            return;
        }
        http.body()
                .onSuccess(body -> {
                    synchronized (lock) {
                        route(http, account.get(), Incoming.of(http, body));
                    }
                });
    }

    private Optional<EmulatedAccount> account(HttpServerRequest http) {
        Optional<String> key = replicate.credential(http);
        return world.accounts().stream()
                .filter(account -> account.provider().equals(replicate.id()))
                .filter(account -> key.equals(Optional.of(account.key())))
                .findFirst();
    }

    private void route(HttpServerRequest http, EmulatedAccount account, Incoming call) {
        String path = call.path().substring(API.length());
        if (call.method().equals("POST") && ReplicateOrders.creates(path)) {
            runs.create(http, account, call, path);
            return;
        }
        Optional<Refusal> refusal = replicate.admitOther(account, now());
        if (refusal.isPresent()) {
            runs.refuse(http, refusal.get());
            return;
        }
        Notice notice =
                other(call, path, account, ReplicateRuns.origin(http))
                        .orElseGet(() -> Notice.of(404, replicate.unknownModel(path).body()));
        tell(http, notice);
    }

    private static void tell(HttpServerRequest http, Notice notice) {
        Emulators.answer(http, notice.status(), notice.body());
    }

    private Optional<Notice> other(
            Incoming call, String path, EmulatedAccount account, String origin) {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        return switch (parts.getFirst()) {
            case "predictions" -> predictions(call.method(), parts, account);
            case "files" -> files(call, parts, account, origin);
            case "webhooks" ->
                    path.equals("/webhooks/default/secret")
                            ? found(Json.object().put("key", hooks.secret()))
                            : Optional.empty();
            case "models" ->
                    call.method().equals("QUERY") && parts.size() == 1
                            ? found(ReplicatePages.search(call.body().toString(), replicate))
                            : shown(call, path, account);
            default -> shown(call, path, account);
        };
    }

    private Optional<Notice> shown(Incoming call, String path, EmulatedAccount account) {
        return call.method().equals("GET")
                ? replicate.page(path, account, now()).map(page -> Notice.of(200, page))
                : Optional.empty();
    }

    private static Optional<Notice> found(JsonNode body) {
        return Optional.of(Notice.of(200, body));
    }

    private Optional<Notice> predictions(
            String method, List<String> parts, EmulatedAccount account) {
        return switch (method + " " + parts.size()) {
            case "GET 1" -> found(runs.list(account));
            case "GET 2" -> runs.show(parts.get(1), account).map(page -> Notice.of(200, page));
            case "POST 3" ->
                    parts.get(2).equals("cancel")
                            ? runs.cancel(parts.get(1), account).map(page -> Notice.of(200, page))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Notice> files(
            Incoming call, List<String> parts, EmulatedAccount account, String origin) {
        return switch (call.method() + " " + parts.size()) {
            case "POST 1" ->
                    Optional.of(
                            files.add(call, account, now(), origin)
                                    .map(page -> Notice.of(201, page))
                                    .orElseGet(() ->
                                            Notice.of(
                                                    422,
                                                    Replicate.invalid(
                                                                    "content",
                                                                    "content is required")
                                                            .body())));
            case "GET 1" -> found(files.list(account, now()));
            case "GET 2" ->
                    files.get(parts.get(1), account, now()).map(page -> Notice.of(200, page));
            case "DELETE 2" ->
                    files.remove(parts.get(1), account, now())
                            ? Optional.of(
                                    new Notice(
                                            204,
                                            Map.of(),
                                            com.fasterxml.jackson.databind.node.MissingNode
                                                    .getInstance()))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    static void bytes(HttpServerRequest http, String type, byte[] bytes) {
        var _ = http.response().putHeader("content-type", type).end(Buffer.buffer(bytes));
    }
}
