package dev.freeway.provider;

import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Reading;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a provider says of its limits, for who replays requests without a wire. */
public final class Heard {
    private Heard() {}

    /** What the head of an answer, or of a refusal, says to a request with those needs. */
    public static List<Reading> inHead(
            Offer offer, Set<Ability> needs, Map<String, String> headers) {
        return Readings.of(offer, needs, of(headers));
    }

    /** What the body of a refusal says. */
    public static List<Reading> inRefusal(Offer offer, Set<Ability> needs, String body) {
        return Readings.ofRefusal(offer, needs, body);
    }

    /** When a refusal means that it may be asked again, if it means that. */
    public static Optional<Instant> again(
            int status, Map<String, String> headers, String body, Instant now) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return switch (Refusals.read(status, of(headers), bytes, now)) {
            case Fault.RateLimited limited -> Optional.of(limited.retryAt());
            case Fault.AllowanceSpent spent -> Optional.of(spent.retryAt());
            default -> Optional.empty();
        };
    }

    private static MultiMap of(Map<String, String> headers) {
        return MultiMap.caseInsensitiveMultiMap().addAll(headers);
    }
}
