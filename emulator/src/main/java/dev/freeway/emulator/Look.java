package dev.freeway.emulator;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page that is asked for.
 *
 * @param query as sent, or empty
 */
record Look(String path, String query, EmulatedAccount account, Instant at) {
    /** Of a parameter that needs no decoding. */
    Optional<String> parameter(String name) {
        return Stream.of(query.split("&", -1))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst();
    }
}
