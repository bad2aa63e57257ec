/** How much of what could be served for nothing is served. */
@org.jspecify.annotations.NullMarked
package dev.freeway.bench.yield;
