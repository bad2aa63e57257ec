package dev.freeway.members;

/**
 * What is otherwise than declared.
 *
 * @param what {@code create}, {@code change} or {@code remove}
 */
public record Difference(String what, Kind kind, String id) {}
