package dev.freeway.relay;

import dev.freeway.core.quota.CounterKey;
import java.time.Instant;

/**
 * How large a limit has proved to be.
 *
 * @param amount units of its meter (expected: > 0)
 * @param evidence what shows it, in a clause
 */
public record Lesson(CounterKey key, long amount, Instant at, String evidence) {}
