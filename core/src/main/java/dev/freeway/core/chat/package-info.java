@org.jspecify.annotations.NullMarked
package dev.freeway.core.chat;
