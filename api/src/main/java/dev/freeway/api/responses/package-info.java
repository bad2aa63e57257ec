/** OpenAI's Responses API. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.responses;
