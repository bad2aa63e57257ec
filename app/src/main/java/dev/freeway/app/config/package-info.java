@org.jspecify.annotations.NullMarked
package dev.freeway.app.config;
