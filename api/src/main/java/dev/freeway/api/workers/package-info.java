/** Workers AI's API: a model is run by its path. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.workers;
