@org.jspecify.annotations.NullMarked
package dev.freeway.api.recordings;
