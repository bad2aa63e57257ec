package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.emulator.ReplicateRun.Order;
import dev.freeway.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs that were created, so many at most; the oldest are forgotten. Used under the lock. */
final class ReplicateRuns {
    private static final String AT_ONCE = "[[pace=fast]]";
    private static final int RUNS_MAX = 10_000;
    private static final int PAGE = 100;

    private final Vertx vertx;
    private final EmulatorWorld world;
    private final Replicate replicate;
    private final Faults faults;
    private final ReplicateHooks hooks;
    private final ReplicateRunner runner;
    private final ReplicateOrders orders;
    private final Object lock;
    private final Judge judge = new Judge();
    private final Map<String, ReplicateRun> runs = new LinkedHashMap<>();
    private int created;

    ReplicateRuns(
            Vertx vertx,
            EmulatorWorld world,
            Replicate replicate,
            Faults faults,
            ReplicateHooks hooks,
            Object lock) {
        this.vertx = vertx;
        this.world = world;
        this.replicate = replicate;
        this.faults = faults;
        this.hooks = hooks;
        this.lock = lock;
        this.orders = new ReplicateOrders(replicate);
        this.runner = new ReplicateRunner(vertx, world, lock, this::ended);
    }

    Judge judge() {
        return judge;
    }

    private Instant now() {
        return world.clock().instant();
    }

    static String origin(HttpServerRequest http) {
        return http.scheme() + "://" + http.authority();
    }

    void refuse(HttpServerRequest http, Refusal refusal) {
        judge.refused(refusal);
        answer(http, refusal);
    }

    private static void answer(HttpServerRequest http, Refusal refusal) {
        refusal.headers().forEach(http.response()::putHeader);
        Emulators.answer(http, refusal.status(), refusal.body());
    }

    void create(HttpServerRequest http, EmulatedAccount account, Incoming call, String path) {
        JsonNode body = call.json().orElse(Json.object());
        Optional<ReplicateModel> model = orders.model(path, body);
        if (model.isEmpty()) {
            refuse(http, replicate.unknownModel(path));
        } else if (!body.path("input").isObject()) {
            refuse(http, Replicate.invalid("input", "input is required"));
        } else if (!body.path("input").hasNonNull("prompt")) {
            refuse(http, Replicate.invalid("input.prompt", "prompt is required"));
        } else {
            Order order = order(account, model.get(), call, path, origin(http));
            admit(http, order, call);
        }
    }

    private Order order(
            EmulatedAccount account,
            ReplicateModel model,
            Incoming call,
            String path,
            String origin) {
        ObjectNode body = call.json().orElse(Json.object());
        ObjectNode input = (ObjectNode) body.path("input");
        ObjectNode view = ReplicateOrders.view(model, input);
        Visit visit =
                new Visit(
                        account,
                        model.paints() ? Kind.IMAGE : Kind.CHAT,
                        model.id(),
                        view,
                        TextTokens.ofRequest(view),
                        Math.min(view.path("max_tokens").asInt(), replicate.outputTokensMax()),
                        now());
        return new Order(
                "emulated%018d".formatted(++created),
                visit,
                model,
                input,
                origin,
                ReplicateOrders.cancelAfter(call),
                ReplicateOrders.deployment(path),
                ReplicateOrders.hook(body));
    }

    private void admit(HttpServerRequest http, Order order, Incoming call) {
        Optional<Faults.Wish> wish = faults.next(replicate.id(), order.model().id());
        Optional<Fault> fault = wish.map(Faults.Wish::fault);
        if (fault.filter(f -> f == Fault.RATE_LIMIT_STORM || f == Fault.SUNSET).isPresent()) {
            judge.refusedByFault();
            answer(http, fault.get() == Fault.SUNSET ? gone() : replicate.busy());
            return;
        }
        Optional<Refusal> refusal = replicate.admit(order.visit());
        if (refusal.isPresent()) {
            refuse(http, refusal.get());
            return;
        }
        judge.accepted();
        ReplicateRun run = new ReplicateRun(order);
        if (runs.size() == RUNS_MAX) {
            runs.remove(runs.keySet().iterator().next());
        }
        runs.put(order.id(), run);
        hooks.watch(run);
        if (!ReplicateFaults.strikes(http, wish)) {
            promise(http, run, ReplicateOrders.wait(call));
        }
        runner.begin(run, script(order, wish));
    }

    private Refusal gone() {
        return Refusal.of(410, replicate.error(410, "This service has ended."));
    }

    /** Answers at once, or when the run is over, or when the asker would wait no longer. */
    private void promise(HttpServerRequest http, ReplicateRun run, Optional<Duration> wait) {
        if (wait.isEmpty()) {
            Emulators.answer(http, 201, ReplicateView.of(run, now()));
            return;
        }
        ReplicateRun.Watcher waiter =
                (over, change) -> {
                    if (change == ReplicateRun.Change.ENDED && !http.response().ended()) {
                        Emulators.answer(http, 201, ReplicateView.of(over, now()));
                    }
                };
        run.watch(waiter);
        vertx.setTimer(
                (long) Math.max(1, wait.get().toMillis() / world.speed()),
                _ -> {
                    synchronized (lock) {
                        if (!http.response().ended() && !http.response().closed()) {
                            run.unwatch(waiter);
                            Emulators.answer(http, 202, ReplicateView.of(run, now()));
                        }
                    }
                });
    }

    private ReplicateRunner.Script script(Order order, Optional<Faults.Wish> wish) {
        Visit visit = order.visit();
        Completion said = Completion.of(visit.request(), world.seed(), visit.outputMax());
        if (wish.map(Faults.Wish::fault).filter(Fault::inOtherLetters).isPresent()) {
            said = OtherLetters.of(said);
        }
        List<String> pieces =
                order.model().paints() ? ReplicateRunner.pictures(order) : said.pieces();
        boolean atOnce = visit.request().toString().contains(AT_ONCE);
        return new ReplicateRunner.Script(
                pieces,
                Speaker.Pace.of(replicate, world.speed(), atOnce),
                wish.filter(asked -> ReplicateFaults.inRun(asked.fault())));
    }

    private void ended(ReplicateRun run) {
        Visit visit = run.order.visit();
        int output = run.output().size();
        switch (run.status()) {
            case SUCCEEDED -> charge(run, output, "complete");
            case CANCELED -> charge(run, output, "cancelled");
            case FAILED, ABORTED -> {
                replicate.giveBack(visit, now());
                judge.ended(visit, run.order.id(), output, "faulted");
            }
            case STARTING, PROCESSING -> throw new IllegalStateException("it goes on");
        }
    }

    private void charge(ReplicateRun run, int output, String how) {
        judge.ended(run.order.visit(), run.order.id(), output, how);
        judge.billed(replicate.bill(run.order.visit(), output));
    }

    private Optional<ReplicateRun> find(String id) {
        Optional<ReplicateRun> run = Optional.ofNullable(runs.get(id));
        run.ifPresent(runner::sweep);
        return run;
    }

    private Optional<ReplicateRun> find(String id, EmulatedAccount account) {
        return find(id).filter(run -> run.order.visit().account().owner().equals(account.owner()));
    }

    Optional<ObjectNode> show(String id, EmulatedAccount account) {
        return find(id, account).map(run -> ReplicateView.of(run, now()));
    }

    Optional<ObjectNode> cancel(String id, EmulatedAccount account) {
        find(id, account).ifPresent(runner::cancel);
        return show(id, account);
    }

    /** The newest first. */
    ObjectNode list(EmulatedAccount account) {
        return ReplicatePages.paged(
                new ArrayList<>(runs.keySet())
                        .reversed().stream().flatMap(id -> show(id, account).stream()).limit(PAGE));
    }

    /** What URLs without a key lead to: a run's events, or a file that it made. */
    void handOut(HttpServerRequest http) {
        List<String> parts = List.of(http.path().split("/", -1));
        Optional<ReplicateRun> run = parts.size() > 3 ? find(parts.get(3)) : Optional.empty();
        Optional<ReplicateRun> kept = run.filter(one -> !one.removed(now()));
        if (kept.isPresent() && parts.get(2).equals("stream")) {
            ReplicateStream.open(kept.get(), http.response());
        } else if (kept.isPresent() && kept.get().output().contains(origin(http) + http.path())) {
            String type = http.path().endsWith("jpg") ? "jpg" : "png";
            byte[] picture = Picture.of(http.path().hashCode(), type);
            ReplicateDesk.bytes(http, type.equals("jpg") ? "image/jpeg" : "image/png", picture);
        } else {
            answer(http, replicate.unknownModel(http.path()));
        }
    }
}
