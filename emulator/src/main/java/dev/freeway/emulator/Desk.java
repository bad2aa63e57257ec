package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Where requests to one stand-in are taken, counted and answered. Thread-safe. */
final class Desk {
    private static final String AT_ONCE = "[[pace=fast]]";

    private final Vertx vertx;
    private final EmulatorWorld world;
    private final StandIn standIn;
    private final Faults faults;
    private final Judge judge = new Judge();
    private final AtomicLong answers = new AtomicLong();

    Desk(Vertx vertx, EmulatorWorld world, StandIn standIn, Faults faults) {
        this.vertx = vertx;
        this.world = world;
        this.standIn = standIn;
        this.faults = faults;
    }

    String id() {
        return standIn.id();
    }

    synchronized ObjectNode page() {
        return judge.page(standIn, world.clock().instant());
    }

    synchronized ArrayNode requests() {
        return judge.requests();
    }

    void serve(HttpServerRequest http) {
        Optional<Refusal> closed = standIn.closed(world.clock().instant());
        Optional<EmulatedAccount> account = account(http);
        if (closed.isPresent()) {
            refuse(http, closed.get());
        } else if (account.isEmpty()) {
            refuse(http, standIn.unauthorized());
        } else if (http.method().equals(HttpMethod.POST) && manager(http).isPresent()) {
            refuse(http, standIn.unauthorized());
        } else if (http.method().equals(HttpMethod.POST)) {
            http.body().onSuccess(body -> post(http, account.get(), body));
        } else {
            page(http, account.get());
        }
    }

    private Optional<EmulatedAccount> account(HttpServerRequest http) {
        String header = http.getHeader("authorization");
        return world.accounts().stream()
                .filter(account -> account.provider().equals(standIn.id()))
                .filter(account -> ("Bearer " + account.key()).equals(header))
                .findFirst()
                .or(() -> manager(http));
    }

    private Optional<EmulatedAccount> manager(HttpServerRequest http) {
        return standIn.managementKey()
                .filter(key -> ("Bearer " + key).equals(http.getHeader("authorization")))
                .map(key -> new EmulatedAccount(standIn.id(), key, Map.of()));
    }

    private void page(HttpServerRequest http, EmulatedAccount account) {
        String query = Optional.ofNullable(http.query()).orElse("");
        Notice page;
        synchronized (this) {
            page = standIn.page(new Look(http.path(), query, account, world.clock().instant()));
        }
        tell(http, page);
    }

    private static void tell(HttpServerRequest http, Notice notice) {
        notice.headers().forEach(http.response()::putHeader);
        Emulators.answer(http, notice.status(), notice.body());
    }

    private void post(HttpServerRequest http, EmulatedAccount account, Buffer body) {
        Optional<JsonNode> request = Json.parse(body.getBytes()).filter(JsonNode::isObject);
        if (request.isEmpty()) {
            refuse(http, Refusal.of(400, standIn.error(400, "the body is no JSON object")));
            return;
        }
        String model = request.get().path("model").asText("");
        if (!standIn.models(world.clock().instant()).contains(model)) {
            refuse(http, standIn.unknownModel(model));
            return;
        }
        Optional<Faults.Wish> fault = faults.next(standIn.id(), model);
        if (fault.isPresent() && refusedByFault(http, fault.get().fault())) {
            return;
        }
        admit(http, visit(account, model, request.get()), fault);
    }

    private boolean refusedByFault(HttpServerRequest http, Fault fault) {
        if (fault != Fault.RATE_LIMIT_STORM && fault != Fault.SUNSET) {
            return false;
        }
        synchronized (this) {
            judge.refusedByFault();
        }
        Refusal gone =
                new Refusal(
                        410,
                        standIn.error(410, "This service has ended."),
                        Map.of(
                                "sunset",
                                "Thu, 30 Jul 2026 00:00:00 GMT",
                                "deprecation",
                                "@1777939200"),
                        false);
        answer(http, fault == Fault.SUNSET ? gone : standIn.busy());
        return true;
    }

    private Visit visit(EmulatedAccount account, String model, JsonNode request) {
        int most = standIn.outputTokensMax(account, model);
        int bound =
                request.path("max_completion_tokens").asInt(request.path("max_tokens").asInt(most));
        return new Visit(
                account,
                model,
                request,
                TextTokens.ofRequest(request),
                Math.min(bound, most),
                world.clock().instant());
    }

    private void admit(HttpServerRequest http, Visit visit, Optional<Faults.Wish> fault) {
        String id = standIn.answerId(answers.incrementAndGet());
        Optional<Refusal> refusal;
        synchronized (this) {
            refusal = standIn.admit(visit);
            refusal.ifPresentOrElse(judge::refused, judge::accepted);
            if (refusal.isEmpty()) {
                standIn.headers(visit, id).forEach(http.response()::putHeader);
            }
        }
        if (refusal.isPresent()) {
            answer(http, refusal.get());
        } else {
            speak(http, visit, id, fault);
        }
    }

    private void speak(
            HttpServerRequest http, Visit visit, String id, Optional<Faults.Wish> fault) {
        boolean embeds = http.path().endsWith("/embeddings");
        Completion completion =
                embeds ? new Completion(java.util.List.of(), "", "stop") : completion(visit, fault);
        ObjectNode usageMore = standIn.usageMore(visit, completion.tokens());
        Reply reply = new Reply(id, visit, completion, http.path().contains("/chat/"), usageMore);
        Optional<Notice> later = standIn.later(visit, reply.whole());
        if (later.isPresent()) {
            ended(visit, id, reply.tokens(), "complete");
            tell(http, later.get());
            return;
        }
        boolean usageWanted =
                standIn.usageAlways()
                        || visit.request().path("stream_options").path("include_usage").asBoolean();
        boolean atOnce = visit.request().toString().contains(AT_ONCE);
        Speaker speaker =
                new Speaker(
                        vertx,
                        http.response(),
                        standIn,
                        reply,
                        usageWanted,
                        Speaker.Pace.of(standIn, world.speed(), atOnce),
                        (output, how) -> ended(visit, id, output, how));
        if (fault.isPresent() && fault.get().fault() != Fault.NON_ASCII) {
            speaker.fail(fault.get(), visit.streams());
        } else if (embeds) {
            speaker.whole(Reply.embeddings(visit));
        } else if (visit.streams()) {
            speaker.stream();
        } else {
            speaker.whole(reply.whole());
        }
    }

    private Completion completion(Visit visit, Optional<Faults.Wish> fault) {
        Completion plain = Completion.of(visit.request(), world.seed(), visit.outputMax());
        return fault.map(Faults.Wish::fault).filter(Fault::inOtherLetters).isPresent()
                ? OtherLetters.of(plain)
                : plain;
    }

    private synchronized void ended(Visit visit, String id, int output, String how) {
        standIn.ended(visit, output, world.clock().instant());
        judge.ended(visit, id, output, how);
        judge.billed(standIn.bill(visit, output));
    }

    private void refuse(HttpServerRequest http, Refusal refusal) {
        synchronized (this) {
            judge.refused(refusal);
        }
        answer(http, refusal);
    }

    private static void answer(HttpServerRequest http, Refusal refusal) {
        refusal.headers().forEach(http.response()::putHeader);
        Emulators.answer(http, refusal.status(), refusal.body());
    }
}
