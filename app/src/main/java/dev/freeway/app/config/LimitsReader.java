package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Dimension;
import dev.freeway.core.quota.Charge;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the limits of a provider or plan; one with a table becomes a clause for each of its cells.
 *
 * @param columns the fact whose values are the columns of every table, or none
 */
record LimitsReader(List<Condition.Is> columns) {
    private static final String ANY = "*";
    private static final String NONE = "none";

    static List<Clause> clauses(Fields file) {
        return file.each("limits").stream()
                .flatMap(limit -> clauses(file, limit).stream())
                .toList();
    }

    /** Those of one limit in that file. */
    static List<Clause> clauses(Fields file, Fields limit) {
        List<Condition.Is> columns = new ArrayList<>();
        file.fields("columns")
                .ifPresent(fact ->
                        fact.texts("values")
                                .forEach(value ->
                                        columns.add(new Condition.Is(fact.needed("fact"), value))));
        return new LimitsReader(List.copyOf(columns)).clausesOf(limit);
    }

    private List<Clause> clausesOf(Fields limit) {
        List<Condition> when = Conditions.of(limit);
        return limit.fields(Shapes.TABLE)
                .map(table -> cells(limit, table, when))
                .orElseGet(() -> List.of(clause(limit, "", limit.text("tier").orElse(ANY), when)));
    }

    private List<Clause> cells(Fields limit, Fields table, List<Condition> when) {
        List<Clause> clauses = new ArrayList<>();
        for (String tier : table.names()) {
            List<String> row = table.texts(tier);
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "%s: %d cells in row %s (expected: %d)"
                                .formatted(limit.needed("id"), row.size(), tier, columns.size()));
            }
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).equals(NONE)) {
                    List<Condition> all = new ArrayList<>(when);
                    all.add(columns.get(i));
                    clauses.add(clause(limit, row.get(i), tier, all));
                }
            }
        }
        return clauses;
    }

    private static Clause clause(Fields limit, String cell, String tier, List<Condition> when) {
        Dimension per = Dimension.valueOf(upper(limit.text("per").orElse("account")));
        return new Clause(
                limit(limit, cell),
                per,
                limit.text("models").orElse(ANY),
                tier,
                new Condition.All(when),
                TermsReader.provenance(limit));
    }

    private static Limit limit(Fields limit, String cell) {
        Meter meter = Meter.valueOf(upper(limit.needed("meter")));
        return new Limit(
                limit.needed("id"),
                meter,
                Price.of(meter),
                Shapes.counter(limit, cell),
                Charge.valueOf(upper(limit.text("charge").orElse("reserve"))),
                new Exhaustion.Refuse());
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
