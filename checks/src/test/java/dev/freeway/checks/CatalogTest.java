package dev.freeway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Schema;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Gate;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Provenance;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Terms;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalog is data: it keeps its schema, and every figure says where it comes from. */
class CatalogTest {
    private static final Catalog CATALOG = Catalog.load();
    private static final String EQUIVALENTS = "catalog/equivalents.yaml";
    private static final Pattern ENTRY =
            Pattern.compile("- \\{id: (?:(?!- \\{id:)[^{])*?can: \\[[^]]*]");
    private static final Pattern CHATS = Pattern.compile("can: \\[[^]]*\\bchat\\b");

    @Test
    void everyFileKeepsTheSchema() {
        List<String> mistakes = new ArrayList<>();
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThanOrEqualTo(4);
        String schema = Sources.text(Sources.HOME.resolve("catalog/schema.json"));
        for (Path file : files) {
            mistakes.addAll(Schema.mistakes(Sources.name(file), Sources.text(file), schema));
        }
        Path equivalents = Sources.HOME.resolve(EQUIVALENTS);
        mistakes.addAll(
                Schema.mistakes(
                        EQUIVALENTS,
                        Sources.text(equivalents),
                        Sources.text(Sources.HOME.resolve("catalog/equivalents.schema.json"))));
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
                                CATALOG.plans().stream()
                                        .flatMap(plan -> plan.terms().clauses().stream()))
                        .toList();
        assertThat(clauses).hasSizeGreaterThan(20);
        List<Provenance> read =
                Stream.concat(
                                clauses.stream().map(Clause::provenance),
                                CATALOG.providers().stream()
                                        .flatMap(provider -> provider.terms().gates().stream())
                                        .map(Gate::provenance))
                        .toList();
        for (Provenance provenance : read) {
            assertThat(provenance.source()).isNotBlank();
            assertThat(provenance.checked()).isAfter(LocalDate.of(2026, 1, 1));
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

    @Test
    void everyModelThatChatsHasAClass() {
        List<String> unrated = new ArrayList<>();
        for (Path file : files()) {
            ENTRY.matcher(Sources.text(file))
                    .results()
                    .map(java.util.regex.MatchResult::group)
                    .filter(entry -> entry.contains("class: ") != CHATS.matcher(entry).find())
                    .forEach(entry -> unrated.add(Sources.name(file) + ": " + entry));
        }
        assertThat(unrated).isEmpty();
    }

    /** Else a name would mean a better model at one provider than at another. */
    @Test
    void aNameIsOfTheSameClassEverywhere() {
        Map<String, Set<Model.Grade>> grades = new TreeMap<>();
        chatting(model ->
                model.names()
                        .forEach(name ->
                                grades.computeIfAbsent(name, _ -> new TreeSet<>())
                                        .add(model.merit().grade())));
        assertThat(grades)
                .hasSizeGreaterThan(40)
                .allSatisfy((_, all) -> assertThat(all).hasSize(1));
        assertThat(grades.values().stream().flatMap(Set::stream).distinct())
                .containsExactlyInAnyOrder(Model.Grade.values());
    }

    @Test
    void whatStandsInForAModelIsOfNoLowerClass() {
        Map<String, Model.Grade> grades = new TreeMap<>();
        chatting(model -> {
            grades.put(model.id(), model.merit().grade());
            model.names().forEach(name -> grades.put(name, model.merit().grade()));
        });
        List<String> standIns = new ArrayList<>();
        chatting(model -> {
            for (String name : model.merit().standsFor()) {
                standIns.add(model.id());
                assertThat(grades).as("in place of " + name).containsKey(name);
                assertThat(model.merit().grade())
                        .as(model.id() + " in place of " + name)
                        .isGreaterThanOrEqualTo(grades.get(name));
            }
        });
        String declared = Sources.text(Sources.HOME.resolve(EQUIVALENTS));
        Pattern.compile("by: \\[([^]]+)]")
                .matcher(declared)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(", ", -1)))
                .forEach(name -> assertThat(grades).as(EQUIVALENTS).containsKey(name));
        assertThat(standIns).contains("gpt-oss-120b", "gpt-5.6-sol", "gemini-3.5-flash");
    }

    private static void chatting(Consumer<Model> action) {
        CATALOG.providers().stream()
                .flatMap(provider -> provider.models().stream())
                .filter(Model::chats)
                .forEach(action);
    }

    private static List<Path> files() {
        return Sources.files(".yaml").stream()
                .filter(file -> Sources.name(file).matches("(catalog|plans)/.*"))
                .filter(file -> !Sources.name(file).equals(EQUIVALENTS))
                .toList();
    }
}
