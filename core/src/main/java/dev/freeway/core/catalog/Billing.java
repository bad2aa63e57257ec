package dev.freeway.core.catalog;

import java.util.Set;

/**
 * Something a provider charges money for. Off, unless the operator names it with a ceiling.
 *
 * @param id as the operator names it
 * @param instead the limits whose end it continues
 * @param about what would be charged, in a sentence
 */
public record Billing(String id, Set<String> instead, String about, Provenance provenance) {
    public Billing {
        instead = Set.copyOf(instead);
    }
}
