/** What was used, by whom and of what: asked for by a query, told as a page or a file. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.usage;
