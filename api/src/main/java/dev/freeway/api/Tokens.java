package dev.freeway.api;

import java.util.Optional;

/** Knows whose token a token is. Thread-safe. */
@FunctionalInterface
public interface Tokens {
    Optional<Bearer> bearer(String token);
}
