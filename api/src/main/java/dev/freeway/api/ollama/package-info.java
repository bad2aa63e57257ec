/** Ollama's API. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.ollama;
