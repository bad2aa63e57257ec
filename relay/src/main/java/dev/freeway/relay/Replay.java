package dev.freeway.relay;

import java.util.Map;

/**
 * A whole answer, kept for a retry with the same {@code Idempotency-Key}.
 *
 * @param owner whose key it is
 * @param key as the client sent it
 * @param body not to be changed
 */
public record Replay(
        String owner, String key, int status, Map<String, String> headers, byte[] body) {
    public Replay {
        headers = Map.copyOf(headers);
    }
}
