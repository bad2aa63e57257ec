package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.plan.DemandReader;
import dev.freeway.api.usage.Whose;
import dev.freeway.members.Scope;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Where every request comes in: routes, credentials, and what browsers ask first. Thread-safe. */
public final class Door implements Handler<HttpServerRequest> {
    /** By which header an answer says which request it answers. */
    public static final String REQUEST_ID = "x-request-id";

    private static final String MODEL = "/v1/models/";
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final int LOGS_MAX = 1_000;
    private static final Pattern LIMIT = Pattern.compile("(?:^|&)limit=(\\d{1,4})(?:&|$)");

    private final DoorParts parts;
    private final Pages pages;
    private final ModelLists lists;
    private final Counts counts = new Counts();
    private final PredictionDoor predictions;
    private final RoutingDoor routing;
    private final UsageDoor usage;
    private final CreditsDoor credits;
    private final AdminDoor admin;
    private final QuotaStream stream;

    public Door(DoorParts parts) {
        this.parts = parts;
        this.pages = new Pages(parts);
        this.lists = new ModelLists(pages, parts.clock());
        this.routing = new RoutingDoor(parts);
        this.usage = new UsageDoor(parts, pages);
        this.credits = new CreditsDoor(parts);
        this.stream = new QuotaStream(parts, pages);
        this.admin = new AdminDoor(parts, this::bearer);
        this.predictions =
                new PredictionDoor(parts, counts, http -> bearer(http, Scope.PREDICTIONS_WRITE));
    }

    @Override
    public void handle(HttpServerRequest http) {
        http.response().putHeader(REQUEST_ID, newId());
        Browsers.allow(http);
        if (parts.readiness().get() == Readiness.DRAINING) {
            sendElsewhere(http);
        }
        if (PredictionDoor.takes(http)) {
            predictions.serve(http);
            return;
        }
        String path = Tongues.path(http);
        try {
            route(http, path);
        } catch (Refused | RuntimeException e) {
            Answers.fail(http, e, Tongues.ofProblems(path, parts.clock()));
        }
    }

    /** The next request of a client that keeps its connections must find another gateway. */
    private static void sendElsewhere(HttpServerRequest http) {
        if (http.version() != HttpVersion.HTTP_2) {
            http.response().putHeader("connection", "close");
        }
    }

    private static String newId() {
        return "req_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private void route(HttpServerRequest http, String path) throws Refused {
        if (http.method().equals(HttpMethod.OPTIONS)) {
            Browsers.preflight(http);
            return;
        }
        requireOpen(path);
        Optional<Tongue> tongue = Tongues.at(path, parts.clock(), pages::draws);
        if (admin.takes(http)) {
            admin.serve(http, Tongues.ofProblems(path, parts.clock()));
        } else if (tongue.isPresent()) {
            require(http, HttpMethod.POST);
            answer(http, bearer(http, Scope.MODELS_READ), tongue.get());
        } else if (path.startsWith(MODEL)) {
            require(http, HttpMethod.GET);
            model(http, path, bearer(http, Scope.MODELS_READ));
        } else {
            page(http, path);
        }
    }

    private void requireOpen(String path) throws Refused {
        Optional<SideDoor> door = Tongues.sideDoor(path);
        if (door.isPresent() && !parts.sideDoors().get().contains(door.get())) {
            throw new Refused(door.get().closed(path));
        }
    }

    private void answer(HttpServerRequest http, Bearer bearer, Tongue tongue) {
        Context loop = Vertx.currentContext();
        if (tongue instanceof CountingTongue counting && counting.counts(Tongues.named(http))) {
            Tongue.Target target = new Tongue.Target(Tongues.named(http), "");
            new Aside(loop, http, tongue, body -> count(counting, target, body)).serve();
        } else {
            new Inference(parts, counts, loop, http, bearer, tongue).serve();
        }
    }

    private JsonNode count(CountingTongue tongue, Tongue.Target target, byte[] body)
            throws Refused {
        Tongue.Heard heard = tongue.hear(target, body);
        return tongue.counted(AskReader.read(heard, parts.prompts()).size().likelyInputTokens());
    }

    private void page(HttpServerRequest http, String path) throws Refused {
        switch (path) {
            case "/livez" -> plain(http, "ok\n");
            case "/readyz" -> ready(http);
            case "/openapi.json" -> openApi(http);
            case "/metrics" -> metrics(http);
            case "/v1/models", "/v1/key", "/api/quota", "/api/providers", "/api/logs" ->
                    read(http, path);
            case "/api/terms" -> {
                require(http, HttpMethod.GET);
                bearer(http, Optional.empty());
                Answers.json(http, 200, pages.terms());
            }
            case RoutingDoor.EXPLAIN -> {
                require(http, HttpMethod.GET);
                routing.explain(http, bearer(http, Optional.empty()));
            }
            case RoutingDoor.ROUTING -> {
                require(http, HttpMethod.GET, HttpMethod.DELETE);
                bearer(http, Scope.GATEWAY_READ);
                routing.routing(http);
            }
            case CreditsDoor.CREDITS, CreditsDoor.STATEMENT -> credits(http, path);
            case UsageDoor.USAGE, UsageDoor.OWN_ACTIVITY, UsageDoor.ACTIVITY -> used(http, path);
            case QuotaStream.PATH -> watch(http);
            case "/api/show" -> show(http);
            case "/api/plan" -> plan(http);
            default -> list(http, path);
        }
    }

    private void watch(HttpServerRequest http) throws Refused {
        require(http, HttpMethod.GET);
        bearer(http, Scope.GATEWAY_READ);
        stream.open(http, () -> bearer(http, Scope.GATEWAY_READ));
    }

    private void used(HttpServerRequest http, String path) throws Refused {
        require(http, HttpMethod.GET);
        switch (path) {
            case UsageDoor.USAGE -> usage.usage(http, bearer(http, Scope.USAGE_READ));
            case UsageDoor.OWN_ACTIVITY -> usage.ownActivity(http, bearer(http, Scope.USAGE_READ));
            default -> {
                bearer(http, Scope.GATEWAY_READ);
                usage.activity(http, Whose.EVERYBODY);
            }
        }
    }

    private void credits(HttpServerRequest http, String path) throws Refused {
        require(http, HttpMethod.GET);
        Bearer bearer = bearer(http, Scope.USAGE_READ);
        if (path.equals(CreditsDoor.CREDITS)) {
            credits.credits(http, bearer);
        } else {
            credits.statement(http, bearer);
        }
    }

    private void show(HttpServerRequest http) throws Refused {
        require(http, HttpMethod.POST);
        Bearer bearer = bearer(http, Scope.MODELS_READ);
        Tongue tongue = Tongues.ofProblems(http.path(), parts.clock());
        new Aside(Vertx.currentContext(), http, tongue, body -> lists.show(body, bearer)).serve();
    }

    /** By its query alone, or with a trace as the body. */
    private void plan(HttpServerRequest http) throws Refused {
        if (!http.method().equals(HttpMethod.POST)) {
            require(http, HttpMethod.GET);
        }
        Bearer bearer = bearer(http, Scope.GATEWAY_READ);
        MultiMap query = Supposed.query(http);
        Tongue tongue = Tongues.ofProblems(http.path(), parts.clock());
        new Aside(
                        Vertx.currentContext(),
                        http,
                        tongue,
                        Intake.TRACE,
                        body -> pages.plan(DemandReader.read(query, body), bearer))
                .serve();
    }

    private void list(HttpServerRequest http, String path) throws Refused {
        if (!ModelLists.has(path)) {
            throw new Refused(
                    Problem.of(
                            404,
                            Problem.INVALID,
                            "unknown_url",
                            "There is no %s. GET /openapi.json lists what there is."
                                    .formatted(path)));
        }
        require(http, HttpMethod.GET);
        Bearer bearer = bearer(http, Scope.MODELS_READ);
        Answers.json(http, 200, lists.at(path, http, bearer));
    }

    private void read(HttpServerRequest http, String path) throws Refused {
        require(http, HttpMethod.GET);
        Scope scope =
                switch (path) {
                    case "/v1/models" -> Scope.MODELS_READ;
                    case "/v1/key" -> Scope.USAGE_READ;
                    default -> Scope.GATEWAY_READ;
                };
        Bearer bearer = bearer(http, scope);
        switch (path) {
            case "/v1/models" -> Answers.json(http, 200, pages.models(bearer));
            case "/v1/key" -> Answers.json(http, 200, pages.key(bearer));
            case "/api/quota" -> quota(http);
            case "/api/providers" -> Answers.json(http, 200, pages.providers());
            default -> logs(http);
        }
    }

    private void model(HttpServerRequest http, String path, Bearer bearer) throws Refused {
        String id = decoded(path.substring(MODEL.length()));
        Optional<JsonNode> model = pages.model(id, bearer);
        if (model.isEmpty()) {
            throw new Refused(Refusals.unknownModel(id, List.of()));
        }
        Answers.json(http, 200, model.get());
    }

    static String decoded(String encoded) throws Refused {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    Problem.invalid("model", "'%s' is not well encoded".formatted(encoded)));
        }
    }

    /** Reading the journal takes a disk, and so a thread of its own. */
    private void logs(HttpServerRequest http) {
        Context loop = Vertx.currentContext();
        String query = Optional.ofNullable(http.query()).orElse("");
        var asked = LIMIT.matcher(query);
        int limit = asked.find() ? Integer.parseInt(asked.group(1)) : 50;
        Thread.ofVirtual()
                .start(() -> {
                    var logs = pages.logs(Math.clamp(limit, 1, LOGS_MAX));
                    loop.runOnContext(_ -> Answers.json(http, 200, logs));
                });
    }

    private void metrics(HttpServerRequest http) throws Refused {
        require(http, HttpMethod.GET);
        bearer(http, Scope.GATEWAY_READ);
        aside(
                http,
                loop -> {
                    Buffer text = Buffer.buffer(counts.text(pages.standings()));
                    loop.runOnContext(_ -> Answers.text(http, 200, PLAIN, text));
                });
    }

    private void quota(HttpServerRequest http) {
        aside(
                http,
                loop -> {
                    JsonNode page = pages.quota();
                    loop.runOnContext(_ -> Answers.json(http, 200, page));
                });
    }

    /** On a thread of its own, as what tells of everybody takes: they may be many. */
    private void aside(HttpServerRequest http, Consumer<Context> work) {
        Context loop = Vertx.currentContext();
        Tongue tongue = Tongues.ofProblems(http.path(), parts.clock());
        UsageDoor.aside(loop, http, tongue, () -> work.accept(loop));
    }

    private void ready(HttpServerRequest http) throws Refused {
        Readiness readiness = parts.readiness().get();
        plain(http, readiness.status(), readiness.words() + "\n");
    }

    private static void plain(HttpServerRequest http, String text) throws Refused {
        plain(http, 200, text);
    }

    private static void plain(HttpServerRequest http, int status, String text) throws Refused {
        require(http, HttpMethod.GET);
        Answers.text(http, status, PLAIN, Buffer.buffer(text));
    }

    private void openApi(HttpServerRequest http) throws Refused {
        require(http, HttpMethod.GET);
        try (InputStream json = Door.class.getResourceAsStream("openapi.json")) {
            if (json == null) {
                throw new IllegalStateException("openapi.json is missing from the jar");
            }
            String text =
                    new String(json.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("${version}", parts.version());
            Answers.text(http, 200, "application/json", Buffer.buffer(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void require(HttpServerRequest http, HttpMethod... methods) throws Refused {
        List<HttpMethod> allowed = List.of(methods);
        boolean readable =
                allowed.contains(HttpMethod.GET) && http.method().equals(HttpMethod.HEAD);
        if (!allowed.contains(http.method()) && !readable) {
            String all = String.join(", ", allowed.stream().map(HttpMethod::name).toList());
            throw new Refused(
                    Problem.of(
                                    405,
                                    Problem.INVALID,
                                    "method_not_allowed",
                                    "%s %s (expected: %s)"
                                            .formatted(http.method(), http.path(), all))
                            .with("allow", all + ", OPTIONS"));
        }
    }

    private Bearer bearer(HttpServerRequest http, Scope scope) throws Refused {
        return bearer(http, Optional.of(scope));
    }

    private Bearer bearer(HttpServerRequest http, Optional<Scope> scope) throws Refused {
        return Credentials.bearer(http, parts.tokens(), scope);
    }
}
