package dev.freeway.provider;

import dev.freeway.relay.Call;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Optional;

/** Where to ask again for an answer that was accepted and is not ready. */
final class Polling {
    /** Between two times. */
    static final Duration PAUSE = Duration.ofMillis(500);

    /** NVIDIA's name for a request that goes on without us. */
    private static final String REQUEST = "nvcf-reqid";

    private Polling() {}

    /** The page to ask, where the provider says 202. */
    static Optional<String> target(Call call, HttpClientResponse response) {
        String page = call.offer().account().provider().wire().polling();
        String id = response.getHeader(REQUEST);
        boolean later = response.statusCode() == 202 && !page.isEmpty() && id != null;
        return later ? Optional.of(page + id) : Optional.empty();
    }
}
