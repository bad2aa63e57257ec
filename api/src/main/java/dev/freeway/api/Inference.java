package dev.freeway.api;

import dev.freeway.core.chat.Ask;
import dev.freeway.relay.Outcome;
import dev.freeway.relay.Party;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Request;
import dev.freeway.relay.Sink;
import dev.freeway.relay.Wishes;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One request for an answer, from the wire to the relay. Its bytes are read on its event loop;
 * everything else happens on a virtual thread.
 */
final class Inference {
    private final DoorParts parts;
    private final Counts counts;
    private final Context loop;
    private final HttpServerRequest http;
    private final Bearer bearer;
    private final Tongue tongue;
    private final BiFunction<Request, ClientSink, Sink> before;

    Inference(
            DoorParts parts,
            Counts counts,
            Context loop,
            HttpServerRequest http,
            Bearer bearer,
            Tongue tongue) {
        this(
                parts,
                counts,
                loop,
                http,
                bearer,
                tongue,
                (request, sink) -> Transcribed.of(request, sink, parts));
    }

    /**
     * @param before puts what else the answer passes before its client's side
     */
    Inference(
            DoorParts parts,
            Counts counts,
            Context loop,
            HttpServerRequest http,
            Bearer bearer,
            Tongue tongue,
            BiFunction<Request, ClientSink, Sink> before) {
        this.parts = parts;
        this.counts = counts;
        this.loop = loop;
        this.http = http;
        this.bearer = bearer;
        this.tongue = tongue;
        this.before = before;
    }

    void serve() {
        boolean recording = tongue.intake() == Intake.RECORDING;
        if (recording && !parts.recordings().tryAcquire()) {
            refuse(new Refused(Refusals.MANY_RECORDINGS));
            return;
        }
        Runnable leave = recording ? parts.recordings()::release : () -> {};
        Body.read(loop.owner(), http, tongue.intake())
                .onFailure(cause -> {
                    leave.run();
                    refuse(cause);
                })
                .onSuccess(bytes -> Thread.ofVirtual().start(() -> answer(bytes, leave)));
    }

    private void answer(byte[] bytes, Runnable leave) {
        try {
            answer(bytes);
        } finally {
            leave.run();
        }
    }

    private void answer(byte[] bytes) {
        try {
            Tongue.Heard heard = tongue.hear(target(), Body.decoded(http, tongue.intake(), bytes));
            Ask ask =
                    CloseCount.of(
                            AskReader.read(heard, parts.prompts()).under(Consents.of(http, bearer)),
                            bearer.member(),
                            parts.prompts());
            Optional<Idempotency> key = Idempotency.of(http, bearer, parts);
            Optional<Replay> before = key.isPresent() ? key.get().begin(ask) : Optional.empty();
            if (before.isPresent()) {
                loop.runOnContext(_ -> Answers.replay(http, before.get()));
            } else {
                relay(ask, Treatment.of(http, ask, bearer), key, heard.voice());
            }
        } catch (Refused | RuntimeException e) {
            refuse(e);
        }
    }

    private Tongue.Target target() {
        return new Tongue.Target(
                Tongues.named(http),
                Optional.ofNullable(http.query()).orElse(""),
                Optional.ofNullable(http.getHeader("content-type")).orElse(""));
    }

    private void relay(Ask ask, Wishes wishes, Optional<Idempotency> key, Voice voice) {
        ClientSink sink =
                ClientSink.open(
                        loop,
                        http,
                        new ClientSink.Manner(ask.stream(), tongue, voice),
                        key.map(Idempotency::keyed),
                        parts);
        Optional<Problem> problem;
        try {
            problem = pass(request(ask, wishes, key.isPresent()), sink);
        } catch (RuntimeException e) {
            problem = Optional.of(Answers.problem(e));
        }
        try {
            // A key is free before its client can know, and ask again.
            if (!sink.complete() || problem.isPresent()) {
                key.ifPresent(Idempotency::forget);
            }
        } finally {
            problem.ifPresentOrElse(
                    why -> {
                        counts.refused();
                        sink.fail(why);
                    },
                    counts::served);
        }
    }

    private Request request(Ask ask, Wishes wishes, boolean retryable) {
        return new Request(
                id(),
                new Party(
                        bearer.member().name(),
                        bearer.mandate().project(),
                        bearer.mandate().token()),
                bearer.member(),
                ask,
                retryable,
                wishes,
                Parameters.of(ask.body()));
    }

    private String id() {
        return http.response().headers().get(Door.REQUEST_ID);
    }

    /** Why it was refused, if it was. */
    private Optional<Problem> pass(Request request, ClientSink sink) {
        return switch (parts.relay().pass(request, before.apply(request, sink))) {
            case Outcome.Passed() -> Optional.empty();
            case Outcome refusal -> Optional.of(refused(refusal, request));
        };
    }

    private Problem refused(Outcome refusal, Request request) {
        Instant now = parts.clock().instant();
        return Imitation.of(Refusals.of(refusal, now), refusal, request, now);
    }

    private void refuse(Throwable cause) {
        counts.refused();
        loop.runOnContext(_ -> Answers.fail(http, cause, tongue));
    }
}
