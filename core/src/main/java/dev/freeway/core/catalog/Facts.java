package dev.freeway.core.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of an account: plan, purchases, cards.
 *
 * @param values by name
 * @param latched one-way conditions that have held once
 */
public record Facts(Map<String, String> values, Set<String> latched) {
    /** Nothing is known. */
    public static final Facts NONE = new Facts(Map.of(), Set.of());

    public Facts {
        values = Map.copyOf(values);
        latched = Set.copyOf(latched);
    }

    /** These, and nothing latched. */
    public static Facts of(Map<String, String> values) {
        return new Facts(values, Set.of());
    }

    /** These, and those. */
    public Facts and(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(more);
        return new Facts(all, latched);
    }

    /** {@code text} with every fact that stands in it by name, in braces, in its place. */
    public String fill(String text) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        String filled = text;
        for (Map.Entry<String, String> fact : values.entrySet()) {
            filled = filled.replace("{" + fact.getKey() + "}", fact.getValue());
        }
        return filled;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** 0 where unknown or no number. */
    long number(String name) {
        return text(name)
                .filter(value -> value.matches("-?\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
    }
}
