/** Anthropic's Messages API. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.messages;
