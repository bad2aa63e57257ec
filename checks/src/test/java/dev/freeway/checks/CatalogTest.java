package dev.freeway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Schema;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Terms;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalog is data: it keeps its schema, and every figure says where it comes from. */
class CatalogTest {
    private static final Catalog CATALOG = Catalog.load();

    @Test
    void everyFileKeepsTheSchema() {
        List<String> mistakes = new ArrayList<>();
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThanOrEqualTo(4);
        String schema = Sources.text(Sources.HOME.resolve("catalog/schema.json"));
        for (Path file : files) {
            mistakes.addAll(Schema.mistakes(Sources.name(file), Sources.text(file), schema));
        }
        assertThat(mistakes).isEmpty();
    }

    @Test
    void theSchemaFindsWhatIsWrong() {
        String schema = Sources.text(Sources.HOME.resolve("catalog/schema.json"));
        assertThat(
                        Schema.mistakes(
                                "x.yaml",
                                "id: x\nname: X\nlimits:\n  - {id: a, metre: requests}\n",
                                schema))
                .anyMatch(line ->
                        line.startsWith("x.yaml:4:") && line.contains("did you mean 'meter'"));
    }

    @Test
    void everyFileIsListedAndNamedAfterItsProvider() {
        assertThat(CATALOG.providers().size() + CATALOG.plans().size()).isEqualTo(files().size());
        for (Provider provider : CATALOG.providers()) {
            assertThat(Sources.HOME.resolve("catalog/" + provider.id() + ".yaml")).exists();
        }
    }

    @Test
    void everyFigureSaysWhereItComesFromAndWhenItWasRead() {
        List<Clause> clauses =
                Stream.concat(
                                CATALOG.providers().stream()
                                        .flatMap(provider -> provider.terms().clauses().stream()),
                                CATALOG.plans().stream().flatMap(plan -> plan.clauses().stream()))
                        .toList();
        assertThat(clauses).hasSizeGreaterThan(20);
        for (Clause clause : clauses) {
            assertThat(clause.provenance().source()).isNotBlank();
            assertThat(clause.provenance().checked()).isAfter(LocalDate.of(2026, 1, 1));
        }
    }

    @Test
    void everyModelIsCoveredByATermAndCanDoSomething() {
        for (Provider provider : CATALOG.providers()) {
            for (Model model : provider.models()) {
                Terms terms = provider.terms();
                boolean limited = terms.clauses().stream().anyMatch(limit -> limit.covers(model));
                boolean gated = terms.gates().stream().anyMatch(gate -> gate.covers(model));
                assertThat(limited || gated).as(provider.id() + " " + model.id()).isTrue();
                assertThat(model.abilities()).isNotEmpty();
            }
        }
    }

    private static List<Path> files() {
        return Sources.files(".yaml").stream()
                .filter(file -> Sources.name(file).matches("(catalog|plans)/.*"))
                .toList();
    }
}
