/** How many tokens a prompt will probably count: a tokenizer, and what is counted around text. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.tokens;
