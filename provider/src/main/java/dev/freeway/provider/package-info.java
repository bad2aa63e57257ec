@org.jspecify.annotations.NullMarked
package dev.freeway.provider;
