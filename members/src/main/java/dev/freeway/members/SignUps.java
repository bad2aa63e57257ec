package dev.freeway.members;

/**
 * How many signed up on a day, at all replicas.
 *
 * @param id the day in UTC, such as {@code 2026-11-21}
 */
public record SignUps(String id, int count) implements Entry {}
