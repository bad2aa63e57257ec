package dev.freeway.provider;

import dev.freeway.relay.Call;
import dev.freeway.wire.Payload;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.time.Instant;

/** A wire that providers speak: requests are put into it, answers brought back. Thread-safe. */
interface Dialect {
    /** The path behind the account's base URL, or a whole URL of the provider's. */
    String target(Call call);

    /** Credentials and kinds of content. */
    void headers(Call call, HttpClientRequest request);

    /**
     * The request in this wire.
     *
     * @throws Unspeakable where this wire has no words for it
     */
    Payload body(Call call) throws Unspeakable;

    /**
     * Brings one answer back.
     *
     * @param now what an answer that names no time is dated
     */
    Translation translation(Call call, Instant now);

    /** How much longer than usual a first answer may take, by the client's own wish. */
    default Duration patience(Call call) {
        return Duration.ZERO;
    }

    /** Whether it sends events to who asks for them; if not, its one answer becomes events. */
    default boolean streams(Call call) {
        return call.ask().stream();
    }
}
