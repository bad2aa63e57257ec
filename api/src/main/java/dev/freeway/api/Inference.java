package dev.freeway.api;

import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Outcome;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Replays.Ticket;
import dev.freeway.relay.Request;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Takes a request for an answer from the wire to the relay. Thread-safe. */
final class Inference {
    private static final int KEY_CHARS_MAX = 255;

    private final DoorParts parts;
    private final Counts counts;

    Inference(DoorParts parts, Counts counts) {
        this.parts = parts;
        this.counts = counts;
    }

    /** Reads on the event loop, decides on a virtual thread. */
    void serve(Context loop, HttpServerRequest http, Endpoint endpoint, Bearer bearer) {
        Body.read(loop.owner(), http)
                .onFailure(cause -> Answers.fail(http, cause))
                .onSuccess(bytes -> decide(loop, http, bearer, read(http, endpoint, bytes)));
    }

    private Optional<Ask> read(HttpServerRequest http, Endpoint endpoint, byte[] bytes) {
        try {
            return Optional.of(AskReader.read(endpoint, bytes));
        } catch (Refused | RuntimeException e) {
            counts.refused();
            Answers.fail(http, e);
            return Optional.empty();
        }
    }

    private void decide(Context loop, HttpServerRequest http, Bearer bearer, Optional<Ask> ask) {
        ask.ifPresent(known -> Thread.ofVirtual().start(() -> pass(loop, http, bearer, known)));
    }

    private void pass(Context loop, HttpServerRequest http, Bearer bearer, Ask ask) {
        Optional<ClientSink.Keyed> keyed = Optional.empty();
        try {
            keyed = key(http, bearer);
            if (keyed.isPresent() && answeredBefore(loop, http, ask, keyed.get())) {
                return;
            }
            relay(loop, http, bearer, ask, keyed);
        } catch (Refused refused) {
            refuse(loop, http, refused.problem());
        } catch (LedgerUnavailable e) {
            forget(keyed);
            refuse(loop, http, Answers.UNAVAILABLE);
        } catch (RuntimeException e) {
            forget(keyed);
            loop.runOnContext(_ -> Answers.fail(http, e));
        }
    }

    private void relay(
            Context loop,
            HttpServerRequest http,
            Bearer bearer,
            Ask ask,
            Optional<ClientSink.Keyed> keyed) {
        ClientSink sink =
                new ClientSink(loop, http.response(), ask.stream(), keyed, parts.keepAlive());
        String id = http.response().headers().get(Door.REQUEST_ID);
        Request request = new Request(id, bearer.member(), ask, keyed.isPresent());
        switch (parts.relay().pass(request, sink)) {
            case Outcome.Passed() -> {
                counts.served();
                sinkEnded(keyed, sink);
            }
            case Outcome refusal -> {
                forget(keyed);
                refuse(loop, http, Refusals.of(refusal, parts.clock().instant()));
            }
        }
    }

    /** A key whose answer broke off is free again; one that was answered stays taken. */
    private void sinkEnded(Optional<ClientSink.Keyed> keyed, ClientSink sink) {
        if (!sink.complete()) {
            forget(keyed);
        }
    }

    private void forget(Optional<ClientSink.Keyed> keyed) {
        keyed.ifPresent(key -> parts.replays().forget(key.owner(), key.key()));
    }

    private void refuse(Context loop, HttpServerRequest http, Problem problem) {
        counts.refused();
        loop.runOnContext(_ -> Answers.problem(http, problem));
    }

    private static Optional<ClientSink.Keyed> key(HttpServerRequest http, Bearer bearer)
            throws Refused {
        String key = http.getHeader("idempotency-key");
        if (key == null) {
            return Optional.empty();
        }
        if (key.isBlank() || key.length() > KEY_CHARS_MAX) {
            throw new Refused(
                    Problem.invalid(
                            "Idempotency-Key",
                            "Idempotency-Key: %d characters (expected: 1 to %d)"
                                    .formatted(key.length(), KEY_CHARS_MAX)));
        }
        return Optional.of(new ClientSink.Keyed(bearer.member().name(), key));
    }

    private boolean answeredBefore(
            Context loop, HttpServerRequest http, Ask ask, ClientSink.Keyed keyed) throws Refused {
        String fingerprint = fingerprint(http, ask);
        Ticket ticket =
                parts.replays()
                        .begin(keyed.owner(), keyed.key(), fingerprint, parts.clock().instant());
        return switch (ticket) {
            case Ticket.Fresh() -> false;
            case Ticket.Answered(Replay replay) -> {
                loop.runOnContext(_ -> Answers.replay(http, replay));
                yield true;
            }
            case Ticket.InFlight() ->
                    throw new Refused(
                            Problem.of(
                                            409,
                                            "idempotency_error",
                                            "idempotency_key_in_use",
                                            "The first request with this Idempotency-Key is still"
                                                    + " under way.")
                                    .with("retry-after", "1"));
            case Ticket.Mismatch() ->
                    throw new Refused(
                            Problem.of(
                                    422,
                                    "idempotency_error",
                                    "idempotency_key_reused",
                                    "This Idempotency-Key was used for another request."));
        };
    }

    private static String fingerprint(HttpServerRequest http, Ask ask) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(http.path().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(ask.body().bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
