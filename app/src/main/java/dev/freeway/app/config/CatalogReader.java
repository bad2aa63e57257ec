package dev.freeway.app.config;

import static java.util.stream.Collectors.toMap;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Wire;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads {@code catalog/*.yaml} and {@code plans/*.yaml}. */
final class CatalogReader {
    private CatalogReader() {}

    static Catalog read() {
        List<Fields> files = Bundled.CATALOG.documents("id");
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        files.forEach(file -> facts.put(file.needed("id"), facts(file)));
        PlanReader plans =
                new PlanReader(
                        files.stream()
                                .collect(toMap(file -> file.needed("id"), Function.identity())));
        return new Catalog(
                files.stream().map(CatalogReader::provider).toList(),
                facts,
                Bundled.PLANS.documents("id").stream().map(plans::plan).toList());
    }

    /** A provider as its file describes it. */
    static Provider provider(Fields file) {
        return new Provider(
                file.needed("id"),
                file.needed("name"),
                file.needed("base_url"),
                file.texts("key_variables"),
                wire(file),
                file.text("retired_on").map(LocalDate::parse).orElse(LocalDate.MAX),
                file.text("retirement").orElse(""),
                file.each("models").stream().map(ModelReader::model).toList(),
                TermsReader.provenance(file.fields("models_from").orElse(file)),
                TermsReader.terms(file));
    }

    private static Wire wire(Fields file) {
        return new Wire(
                file.text("dialect").orElse("openai"),
                paths(file),
                file.text("output_bound").orElse("max_tokens"),
                file.flag("stops_on_cancel"),
                file.text("polling").orElse(""),
                file.fields("reads_back").map(CatalogReader::page),
                file.each("readings").stream().map(CatalogReader::reading).toList(),
                file.each("refusals").stream().map(CatalogReader::named).toList());
    }

    private static Wire.Page page(Fields page) {
        return new Wire.Page(
                page.needed("path"),
                page.needed("limit"),
                page.text("amount").orElse(""),
                page.text("left").orElse(""),
                page.number("times").orElse(1),
                page.text("age").map(Durations::parse).orElse(Duration.ZERO));
    }

    private static Wire.Reading reading(Fields reading) {
        return new Wire.Reading(
                reading.needed("limit"),
                reading.text("amount").orElse(""),
                reading.text("remaining").orElse(""),
                reading.number("times").orElse(1));
    }

    private static Wire.Named named(Fields name) {
        return new Wire.Named(
                name.needed("words"),
                name.needed("limit"),
                name.text("size").orElse(""),
                name.text("used").orElse(""));
    }

    private static Map<String, String> paths(Fields file) {
        Fields paths = file.fields("paths").orElseThrow();
        Map<String, String> byEndpoint = new LinkedHashMap<>();
        paths.names().forEach(name -> byEndpoint.put(name, paths.needed(name)));
        return byEndpoint;
    }

    /** What may be said of an account there. */
    static List<Fact> facts(Fields file) {
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
}
