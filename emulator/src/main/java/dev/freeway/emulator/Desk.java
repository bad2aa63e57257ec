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
        Optional<EmulatedAccount> account = account(http);
        if (account.isEmpty()) {
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
                .findFirst();
    }

    private void page(HttpServerRequest http, EmulatedAccount account) {
        Optional<JsonNode> page;
        synchronized (this) {
            page = standIn.page(http.path(), account, world.clock().instant());
        }
        Emulators.answer(
                http,
                page.isPresent() ? 200 : 404,
                page.orElseGet(() -> standIn.error(404, "there is no " + http.path())));
    }

    private void post(HttpServerRequest http, EmulatedAccount account, Buffer body) {
        Optional<JsonNode> request = Json.parse(body.getBytes()).filter(JsonNode::isObject);
        if (request.isEmpty()) {
            refuse(http, Refusal.of(400, standIn.error(400, "the body is no JSON object")));
            return;
        }
        String model = request.get().path("model").asText("");
        if (!standIn.models().contains(model)) {
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
        int bound =
                request.path("max_completion_tokens")
                        .asInt(request.path("max_tokens").asInt(standIn.outputTokensMax()));
        return new Visit(
                account,
                model,
                request,
                TextTokens.ofRequest(request),
                Math.min(bound, standIn.outputTokensMax()),
                world.clock().instant());
    }

    private void admit(HttpServerRequest http, Visit visit, Optional<Faults.Wish> fault) {
        Optional<Refusal> refusal;
        synchronized (this) {
            refusal = standIn.admit(visit);
            refusal.ifPresentOrElse(judge::refused, judge::accepted);
            if (refusal.isEmpty()) {
                standIn.headers(visit).forEach(http.response()::putHeader);
            }
        }
        if (refusal.isPresent()) {
            answer(http, refusal.get());
        } else {
            speak(http, visit, fault);
        }
    }

    private void speak(HttpServerRequest http, Visit visit, Optional<Faults.Wish> fault) {
        String id = standIn.id() + "-" + answers.incrementAndGet();
        boolean embeds = http.path().endsWith("/embeddings");
        Completion completion =
                embeds ? new Completion(java.util.List.of(), "", "stop") : completion(visit, fault);
        Reply reply = new Reply(id, visit, completion, http.path().contains("/chat/"));
        boolean usageWanted =
                visit.request().path("stream_options").path("include_usage").asBoolean();
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
