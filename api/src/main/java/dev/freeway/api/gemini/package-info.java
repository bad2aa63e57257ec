/** Google's API of the Gemini models. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.gemini;
