package dev.freeway.relay;

import java.time.Instant;

/**
 * An offer that is not asked for a while.
 *
 * @param why what it failed with, in a clause
 */
public record Rest(String why, Instant until) {}
