package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Field;
import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Provider;
import java.net.URI;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a schema cannot say of a provider's file: that its parts make sense, and fit one another.
 * The schema has been kept.
 */
record ProviderCheck(Mistakes mistakes) {
    private static final List<String> DATED =
            List.of("models_from", "privacy", "use", "gates", "billing");

    void check(Fields file) {
        if (!file.has("models")) {
            mistakes.add(file.place(), "key 'models' is missing");
            return;
        }
        models(file.each("models"));
        file.each("limits").forEach(limit -> limit(file, limit));
        DATED.forEach(part -> file.each(part).forEach(this::dates));
        facts(file);
        names(file);
        if (mistakes.none()) {
            tried(file, () -> CatalogReader.provider(file));
        }
        if (mistakes.none()) {
            together(file, CatalogReader.provider(file));
        }
    }

    private void models(List<Fields> models) {
        Set<String> ids = new HashSet<>();
        for (Fields model : models) {
            tried(model, () -> ModelReader.model(model));
            if (!ids.add(model.needed("id"))) {
                String id = model.needed("id");
                mistakes.add(model.place(), "model '" + id + "' stands here twice");
            }
        }
    }

    private void limit(Fields file, Fields limit) {
        String anchor = limit.text("anchor").orElse("");
        boolean period = anchor.equals("rolling") || anchor.equals("first_use");
        boolean table =
                limit.fields().stream()
                        .anyMatch(field ->
                                field.value() instanceof Yaml.Text text
                                        && !field.name().equals("id")
                                        && text.text().equals(Shapes.TABLE));
        if (period && !limit.has("period")) {
            mistakes.add(limit.place(), "key 'period' is missing");
        } else if (table != limit.has(Shapes.TABLE)) {
            mistakes.add(
                    limit.place(),
                    "an amount and no table, or a table and no amount (expected: the amount"
                            + " 'table' with key 'table', or neither)");
        } else {
            tried(limit, () -> LimitsReader.clauses(file, limit));
            dates(limit);
        }
    }

    private void dates(Fields said) {
        if (said.has("source")) {
            tried(said, () -> TermsReader.provenance(said));
        }
        tried(said, () -> Conditions.of(said));
    }

    private void facts(Fields file) {
        List<Fact> facts = CatalogReader.facts(file);
        for (Fact fact : facts) {
            if (!fact.allows(fact.otherwise())) {
                mistakes.add(
                        file.fields("facts")
                                .flatMap(all -> all.fields(fact.name()))
                                .orElse(file)
                                .place(),
                        "default '%s' (expected: %s)".formatted(fact.otherwise(), fact.expected()));
            }
        }
        Set<String> names = new HashSet<>();
        facts.forEach(fact -> names.add(fact.name()));
        List<String> known = names.stream().sorted().toList();
        file.fields("columns").ifPresent(columns -> known(columns, "fact", known));
        for (String part : List.of("limits", "gates", "models")) {
            file.each(part).stream()
                    .flatMap(said -> said.each("when").stream())
                    .forEach(when -> known(when, "fact", known));
        }
    }

    private void names(Fields file) {
        List<String> limits = file.each("limits").stream().map(one -> one.needed("id")).toList();
        file.each("readings").forEach(reading -> known(reading, "limit", limits));
        file.each("refusals").forEach(refusal -> known(refusal, "limit", limits));
        file.fields("reads_back").ifPresent(page -> known(page, "limit", limits));
        List<String> billings = file.each("billing").stream().map(one -> one.needed("id")).toList();
        file.each("gates").forEach(gate -> known(gate, "billing", billings));
        file.each("billing").forEach(billing -> known(billing, "instead", limits));
    }

    private void known(Fields said, String key, List<String> all) {
        said.fields().stream()
                .filter(field -> field.name().equals(key))
                .forEach(field -> known(said, field, all));
    }

    private void known(Fields said, Field field, List<String> all) {
        said.texts(field.name()).stream()
                .filter(name -> !all.contains(name))
                .forEach(name ->
                        mistakes.add(
                                field.value().place(),
                                "unknown %s '%s'".formatted(field.name(), name)
                                        + (all.isEmpty()
                                                ? " (expected: none)"
                                                : Closest.hint(name, all))));
    }

    /** Of what was read: every model can be counted, and its address be made. */
    private void together(Fields file, Provider provider) {
        Map<String, String> usual = new HashMap<>();
        CatalogReader.facts(file).forEach(fact -> usual.put(fact.name(), fact.otherwise()));
        tried(file, () -> URI.create(Facts.of(usual).fill(provider.baseUrl())));
        for (Fields said : file.each("models")) {
            provider.models().stream()
                    .filter(model -> model.id().equals(said.needed("id")))
                    .forEach(model -> covered(said, provider, model));
        }
    }

    private void covered(Fields said, Provider provider, Model model) {
        List<Clause> limits =
                provider.terms().clauses().stream().filter(limit -> limit.covers(model)).toList();
        boolean gated = provider.terms().gates().stream().anyMatch(gate -> gate.covers(model));
        if (limits.isEmpty() && !gated && !provider.terms().clauses().isEmpty()) {
            mistakes.add(
                    said.place(),
                    "no limit and no gate covers '%s' (expected: one of either)"
                            .formatted(model.id()));
        }
        limits.stream()
                .map(clause -> clause.limit().meter())
                .distinct()
                .filter(meter -> model.price(meter).isEmpty())
                .forEach(meter ->
                        mistakes.add(
                                said.place(),
                                "'%s' has no price in %s, which a limit counts"
                                        .formatted(model.id(), meter.id())));
    }

    /** What a value refuses of itself is a mistake where it stands. */
    private void tried(Fields said, Supplier<?> made) {
        try {
            var _ = made.get();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            mistakes.add(said.place(), String.valueOf(e.getMessage()));
        }
    }
}
