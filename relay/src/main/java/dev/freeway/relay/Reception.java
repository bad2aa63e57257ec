package dev.freeway.relay;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a provider received a request, beside its answer.
 *
 * @param headAt when the head of the answer was here, or when it was given up
 * @param firstAt when the first content was here; empty for never
 * @param status the provider's own; 0 where it gave none
 * @param limits the headers that tell of its limits, bounded in number and length
 */
public record Reception(
        Instant headAt, Optional<Instant> firstAt, int status, Map<String, String> limits) {
    public Reception {
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    }

    /** One of which nothing else is known. */
    public static Reception at(Instant headAt) {
        return new Reception(headAt, Optional.empty(), 0, Map.of());
    }
}
