/** Plays through what has not happened yet, to foretell how much the free tiers can carry. */
@org.jspecify.annotations.NullMarked
package dev.freeway.app.plan;
