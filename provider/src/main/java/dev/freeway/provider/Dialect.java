package dev.freeway.provider;

import dev.freeway.relay.Call;
import io.vertx.core.http.HttpClientRequest;

/** A wire that providers speak: requests are put into it, answers brought back. Thread-safe. */
interface Dialect {
    /** The path behind the account's base URL, or a whole URL of the provider's. */
    String target(Call call);

    /** Credentials and kinds of content. */
    void headers(Call call, HttpClientRequest request);

    /** The request in this wire. */
    byte[] body(Call call);

    /** Brings one answer back. */
    Translation translation(Call call);
}
