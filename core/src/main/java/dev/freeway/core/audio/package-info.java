@org.jspecify.annotations.NullMarked
package dev.freeway.core.audio;
