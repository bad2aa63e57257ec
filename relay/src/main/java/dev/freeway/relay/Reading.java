package dev.freeway.relay;

import dev.freeway.core.catalog.Bound;
import java.util.OptionalLong;

/**
 * What a provider said of one of its limits.
 *
 * @param amount how large it is, if that was said
 * @param left what is left of it, if that was said
 * @param evidence where and how it was said, in a clause
 */
public record Reading(Bound bound, OptionalLong amount, OptionalLong left, String evidence) {}
