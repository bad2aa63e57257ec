package dev.freeway.relay;

/**
 * A mean of what was seen of requests. Says nothing of their content.
 *
 * @param kind what was seen: one of those that {@link Outlook} keeps
 * @param member whose requests, or empty for everybody's
 * @param at where: the hour of the day, the size of the prompt
 * @param seen how often
 * @param mean of what was seen
 */
public record Trait(String kind, String member, int at, double seen, double mean) {}
