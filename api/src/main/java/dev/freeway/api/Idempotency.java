package dev.freeway.api;

import dev.freeway.core.chat.Ask;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Replays;
import dev.freeway.relay.Replays.Ticket;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/** A request's {@code Idempotency-Key}: the same key is answered once, and the same. */
final class Idempotency {
    private static final int KEY_CHARS_MAX = 255;
    private static final String TYPE = "idempotency_error";

    private final ClientSink.Keyed keyed;
    private final String path;
    private final Replays replays;
    private final InstantSource clock;

    private Idempotency(ClientSink.Keyed keyed, String path, Replays replays, InstantSource clock) {
        this.keyed = keyed;
        this.path = path;
        this.replays = replays;
        this.clock = clock;
    }

    static Optional<Idempotency> of(HttpServerRequest http, Bearer bearer, DoorParts parts)
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
        return Optional.of(
                new Idempotency(
                        new ClientSink.Keyed(bearer.member().name(), key),
                        Tongues.named(http),
                        parts.replays(),
                        parts.clock()));
    }

    ClientSink.Keyed keyed() {
        return keyed;
    }

    /** The answer given before, or empty where this request is the first. */
    Optional<Replay> begin(Ask ask) throws Refused {
        Ticket ticket =
                replays.begin(keyed.owner(), keyed.key(), fingerprint(ask), clock.instant());
        return switch (ticket) {
            case Ticket.Fresh() -> Optional.empty();
            case Ticket.Answered(Replay replay) -> Optional.of(replay);
            case Ticket.InFlight() ->
                    throw new Refused(
                            Problem.of(
                                            409,
                                            TYPE,
                                            "idempotency_key_in_use",
                                            "The first request with this Idempotency-Key is still"
                                                    + " under way.")
                                    .with("retry-after", "1"));
            case Ticket.Mismatch() ->
                    throw new Refused(
                            Problem.of(
                                    422,
                                    TYPE,
                                    "idempotency_key_reused",
                                    "This Idempotency-Key was used for another request."));
        };
    }

    /** Frees the key: its request got no answer worth keeping. */
    void forget() {
        replays.forget(keyed.owner(), keyed.key());
    }

    private String fingerprint(Ask ask) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(ask.body().bytes());
            ask.recording().ifPresent(recording -> digest.update(recording.bytes()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
