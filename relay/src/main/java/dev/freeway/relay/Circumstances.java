package dev.freeway.relay;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What else it takes to repeat a request and to explain how it ended; never its content.
 *
 * @param parameters the scalar ones that were sent, as a JSON object
 * @param contextTokensMax the model's context window; 0 where no model was asked
 * @param firstAfter how long its client waited for the first content; empty where none came
 * @param status the provider's own; 0 where it gave none
 * @param fault the kind of failure or refusal in our words; empty where there was none
 * @param limits what the provider's headers said of its limits
 * @param version of this gateway
 */
public record Circumstances(
        String parameters,
        long contextTokensMax,
        Optional<Duration> firstAfter,
        int status,
        String fault,
        Map<String, String> limits,
        String version) {
    public Circumstances {
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    }
}
