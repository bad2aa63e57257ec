package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Where requests to one stand-in are taken, counted and answered. Thread-safe. */
final class Desk implements Booth {
    private static final String AT_ONCE = "[[pace=fast]]";
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

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

    @Override
    public String id() {
        return standIn.id();
    }

    @Override
    public synchronized ObjectNode page() {
        return judge.page(standIn, world.clock().instant());
    }

    @Override
    public synchronized ArrayNode requests() {
        return judge.requests();
    }

    @Override
    public void serve(HttpServerRequest http) {
        Optional<Refusal> closed = standIn.closed(world.clock().instant());
        Optional<EmulatedAccount> account = account(http);
        if (closed.isPresent()) {
            refuse(http, closed.get());
        } else if (http.method().equals(HttpMethod.GET) && standIn.openToAll(http.path())) {
            page(http, account.orElseGet(() -> new EmulatedAccount(standIn.id(), "", Map.of())));
        } else if (account.isEmpty()) {
            refuse(http, standIn.unauthorized(standIn.credential(http)));
        } else if (http.method().equals(HttpMethod.POST) && manager(http).isPresent()) {
            refuse(http, standIn.unauthorized());
        } else if (http.method().equals(HttpMethod.POST)) {
            http.body().onSuccess(body -> post(http, account.get(), body));
        } else {
            page(http, account.get());
        }
    }

    private Optional<EmulatedAccount> account(HttpServerRequest http) {
        return world.accounts().stream()
                .filter(account -> account.provider().equals(standIn.id()))
                .filter(account -> standIn.credential(http).equals(Optional.of(account.key())))
                .findFirst()
                .or(() -> manager(http));
    }

    private Optional<EmulatedAccount> manager(HttpServerRequest http) {
        return standIn.managementKey()
                .filter(key -> standIn.credential(http).equals(Optional.of(key)))
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
        Incoming call = Incoming.of(http, body);
        Optional<Notice> aside;
        synchronized (this) {
            aside = standIn.aside(call, account, world.clock().instant());
        }
        if (aside.isPresent()) {
            tell(http, aside.get());
            return;
        }
        Optional<Reading> reading =
                standIn.wires().stream().flatMap(wire -> wire.read(call).stream()).findFirst();
        if (reading.isEmpty()) {
            String message = "there is no POST " + http.path();
            refuse(http, Refusal.of(404, standIn.error(404, message)));
            return;
        }
        switch (reading.get()) {
            case Reading.Wrong(String message) ->
                    refuse(http, Refusal.of(400, standIn.error(400, message)));
            case Reading.Asked asked -> ask(http, account, asked);
        }
    }

    private void ask(HttpServerRequest http, EmulatedAccount account, Reading.Asked asked) {
        String model = asked.model();
        if (!standIn.knows(model, world.clock().instant())) {
            refuse(http, standIn.unknownModel(model));
            return;
        }
        Optional<Faults.Wish> fault = faults.next(standIn.id(), model);
        if (fault.isPresent() && refusedByFault(http, fault.get().fault())) {
            return;
        }
        admit(http, visit(account, asked), asked.shape(), fault);
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

    private Visit visit(EmulatedAccount account, Reading.Asked asked) {
        ObjectNode request = asked.request();
        int most = standIn.outputTokensMax(account, asked.model());
        int bound =
                request.path("max_completion_tokens").asInt(request.path("max_tokens").asInt(most));
        int choices = asked.kind().inWords() ? request.path("n").asInt(1) : 1;
        return new Visit(
                account,
                asked.kind(),
                asked.model(),
                request,
                TextTokens.ofRequest(request),
                Math.min(bound, most) * choices,
                world.clock().instant());
    }

    private void admit(
            HttpServerRequest http, Visit visit, Shape shape, Optional<Faults.Wish> fault) {
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
            return;
        }
        Reply reply = new Reply(id, standIn, visit, completions(visit, fault));
        Optional<Notice> later;
        synchronized (this) {
            later = standIn.later(visit, id, () -> OpenAiShape.CHAT.tree(reply));
        }
        if (later.isPresent()) {
            ended(reply, reply.tokens(), "complete");
            tell(http, later.get());
        } else {
            speak(http, reply, shape, fault);
        }
    }

    private void speak(
            HttpServerRequest http, Reply reply, Shape shape, Optional<Faults.Wish> fault) {
        Visit visit = reply.visit();
        boolean atOnce = visit.request().toString().contains(AT_ONCE);
        Speaker speaker =
                new Speaker(
                        vertx,
                        http.response(),
                        reply,
                        shape,
                        Speaker.Pace.of(standIn, world.speed(), atOnce),
                        (output, how) -> ended(reply, output, how));
        if (fault.isPresent() && fault.get().fault() != Fault.NON_ASCII) {
            speaker.fail(fault.get(), visit.streams());
        } else if (visit.streams()) {
            speaker.stream();
        } else {
            speaker.whole();
        }
    }

    /** One for each choice, each made from a seed of its own. */
    private List<Completion> completions(Visit visit, Optional<Faults.Wish> fault) {
        if (!visit.kind().inWords()) {
            return List.of(Completion.SILENT);
        }
        int each = visit.outputMax() / visit.choices();
        return IntStream.range(0, visit.choices())
                .mapToObj(i -> Completion.of(visit.request(), world.seed() + i * SEED_STEP, each))
                .map(plain ->
                        fault.map(Faults.Wish::fault).filter(Fault::inOtherLetters).isPresent()
                                ? OtherLetters.of(plain)
                                : plain)
                .toList();
    }

    private synchronized void ended(Reply reply, int output, String how) {
        Visit visit = reply.visit();
        standIn.ended(visit, output, world.clock().instant());
        judge.ended(visit, reply.id(), output, how);
        judge.billed(standIn.bill(visit, output));
    }

    private void refuse(HttpServerRequest http, Refusal refusal) {
        synchronized (this) {
            judge.refused(refusal);
        }
        answer(http, refusal);
    }

    private void answer(HttpServerRequest http, Refusal refusal) {
        refusal.headers().forEach(http.response()::putHeader);
        Emulators.answer(http, refusal.status(), standIn.refusalAt(http.path(), refusal.body()));
    }
}
