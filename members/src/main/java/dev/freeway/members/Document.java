package dev.freeway.members;

/**
 * A thing as it is kept.
 *
 * @param kind what it is, such as {@code person}
 * @param id unique among its kind
 * @param version 1 at first, and one more with each change
 * @param body JSON
 */
public record Document(String kind, String id, long version, String body) {}
