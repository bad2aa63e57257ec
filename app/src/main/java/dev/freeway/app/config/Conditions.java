package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads when a limit applies: {@code when: {fact: credits_purchased, below: 10}}, {@code from},
 * {@code until}.
 */
final class Conditions {
    private Conditions() {}

    static List<Condition> of(Fields limit) {
        List<Condition> all = new ArrayList<>();
        limit.each("when").forEach(when -> all.addAll(when(when)));
        if (limit.has("from") || limit.has("until")) {
            all.add(
                    new Condition.Dated(
                            limit.text("from").map(LocalDate::parse).orElse(LocalDate.MIN),
                            limit.text("until").map(LocalDate::parse).orElse(LocalDate.MAX)));
        }
        return all;
    }

    static List<Condition> when(Fields when) {
        String fact = when.needed("fact");
        List<Condition> all = new ArrayList<>();
        when.text("is").ifPresent(value -> all.add(new Condition.Is(fact, value)));
        when.number("at_least").ifPresent(least -> all.add(new Condition.AtLeast(fact, least)));
        when.number("below")
                .ifPresent(bound -> all.add(new Condition.Not(new Condition.AtLeast(fact, bound))));
        return all;
    }
}
