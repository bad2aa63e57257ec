package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.member.Plan;
import java.net.URI;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code catalog/*.yaml} and {@code plans/*.yaml}. */
final class CatalogReader {
    private CatalogReader() {}

    static Catalog read() {
        List<Fields> files = Bundled.CATALOG.documents();
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        files.forEach(file -> facts.put(file.needed("id"), facts(file)));
        return new Catalog(
                files.stream().map(CatalogReader::provider).toList(),
                facts,
                Bundled.PLANS.documents().stream().map(CatalogReader::plan).toList());
    }

    private static Plan plan(Fields file) {
        return new Plan(file.needed("id"), TermsReader.clauses(file));
    }

    private static Provider provider(Fields file) {
        return new Provider(
                file.needed("id"),
                file.needed("name"),
                URI.create(file.needed("base_url")),
                file.texts("key_variables"),
                paths(file),
                file.text("output_bound").orElse("max_tokens"),
                file.text("retired_on").map(LocalDate::parse).orElse(LocalDate.MAX),
                file.text("retirement").orElse(""),
                file.flag("stops_on_cancel"),
                file.each("models").stream().map(CatalogReader::model).toList(),
                TermsReader.clauses(file));
    }

    private static Map<String, String> paths(Fields file) {
        Fields paths = file.fields("paths").orElseThrow();
        Map<String, String> byEndpoint = new LinkedHashMap<>();
        paths.names().forEach(name -> byEndpoint.put(name, paths.needed(name)));
        return byEndpoint;
    }

    private static List<Fact> facts(Fields file) {
        return file.fields("facts").stream()
                .flatMap(facts ->
                        facts.names().stream()
                                .map(name -> fact(name, facts.fields(name).orElseThrow())))
                .toList();
    }

    private static Fact fact(String name, Fields fact) {
        return new Fact(
                name,
                fact.number("default").isPresent(),
                fact.texts("values"),
                fact.needed("default"),
                fact.needed("about"));
    }

    private static Model model(Fields model) {
        return new Model(
                model.needed("id"),
                model.texts("names"),
                model.text("tier").orElse(""),
                model.number("context").orElseThrow(),
                model.number("output").orElseThrow(),
                model.number("default_output").orElseThrow(),
                abilities(model),
                model.number("micro_dollars_per_million").orElse(0),
                model.number("tokens_per_second").orElse(0));
    }

    private static Set<Model.Ability> abilities(Fields model) {
        Set<Model.Ability> can = EnumSet.noneOf(Model.Ability.class);
        model.texts("can")
                .forEach(name -> can.add(Model.Ability.valueOf(name.toUpperCase(Locale.ROOT))));
        return can;
    }
}
