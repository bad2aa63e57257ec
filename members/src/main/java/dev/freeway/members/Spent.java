package dev.freeway.members;

import java.time.Instant;

/**
 * That something good once was used, at whichever replica.
 *
 * @param until when it would no longer be good anyhow
 */
public record Spent(String id, Instant until) implements Entry {}
