package dev.freeway.api.usage;

import java.util.Optional;
import java.util.Set;

/**
 * Whose usage is told.
 *
 * @param member or everybody's
 * @param tokens what came with one of these alone, by id; with any where absent
 */
public record Whose(Optional<String> member, Optional<Set<String>> tokens) {
    public static final Whose EVERYBODY = new Whose(Optional.empty(), Optional.empty());

    public Whose {
        tokens = tokens.map(Set::copyOf);
    }
}
