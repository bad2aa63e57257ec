/** Replicate's predictions: what is asked in its words, and what is shown. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.predictions;
