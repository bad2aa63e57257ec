package dev.freeway.relay;

import java.time.Duration;

/**
 * For how long a hold may stay open.
 *
 * @param length after which a hold nobody ended is charged as if used
 * @param retryable whether the client can ask again under its {@code Idempotency-Key}: then what we
 *     granted comes back instead, and only what the provider may have counted is charged
 */
public record Lease(Duration length, boolean retryable) {}
