package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Terms;
import dev.freeway.core.member.Lineup;
import dev.freeway.core.member.Manner;
import dev.freeway.core.member.Plan;
import dev.freeway.core.quota.Price;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads plans: terms of their own, or those of a provider's free tier turned round.
 *
 * @param catalog the providers' files by id
 */
record PlanReader(Map<String, Fields> catalog) {
    Plan plan(Fields file) {
        Optional<Fields> from = file.fields("terms_of");
        Optional<Fields> granted = from.map(taken -> provider(taken.needed("provider")));
        Terms own = TermsReader.terms(file);
        List<Clause> clauses =
                Stream.concat(
                                granted.stream()
                                        .flatMap(terms -> LimitsReader.clauses(terms).stream()),
                                own.clauses().stream())
                        .toList();
        return new Plan(
                file.needed("id"),
                file.needed("name"),
                new Terms(clauses, own.gates(), own.billings(), own.privacy(), own.use()),
                from.flatMap(taken -> taken.fields("facts"))
                        .map(PlanReader::facts)
                        .orElse(Facts.NONE),
                lineup(file, granted),
                file.text("told_like")
                        .map(this::provider)
                        .map(PlanReader::manner)
                        .orElse(Manner.OURS),
                ConfigReader.habits(file));
    }

    private Fields provider(String id) {
        return Optional.ofNullable(catalog.get(id))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "provider: '%s' (expected: one of %s)"
                                        .formatted(id, catalog.keySet())));
    }

    private static Facts facts(Fields said) {
        return Facts.of(texts(said));
    }

    private static Map<String, String> texts(Fields said) {
        Map<String, String> texts = new HashMap<>();
        said.names().forEach(name -> texts.put(name, said.needed(name)));
        return texts;
    }

    private static Lineup lineup(Fields file, Optional<Fields> granted) {
        Map<Model.Grade, String> tiers = new EnumMap<>(Model.Grade.class);
        file.fields("tiers")
                .ifPresent(said ->
                        texts(said)
                                .forEach((grade, tier) -> tiers.put(Model.Grade.of(grade), tier)));
        Map<Model.Grade, Price> prices = new EnumMap<>(Model.Grade.class);
        file.fields("prices")
                .ifPresent(said ->
                        said.names()
                                .forEach(grade ->
                                        prices.put(
                                                Model.Grade.of(grade),
                                                ModelReader.price(
                                                        said.fields(grade).orElseThrow()))));
        List<Model> known = new ArrayList<>();
        granted.ifPresent(terms ->
                terms.each("models").forEach(model -> known.add(ModelReader.model(model))));
        return new Lineup(known, tiers, prices, file.flag("equivalents"));
    }

    private static Manner manner(Fields provider) {
        Fields tells =
                provider.fields("tells")
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        provider.needed("id")
                                                + " does not say how it tells its limits"));
        return new Manner(
                tells.each("refusals").stream().map(PlanReader::refusal).toList(),
                tells.fields("headers").map(PlanReader::texts).orElse(Map.of()));
    }

    private static Manner.Refusal refusal(Fields refusal) {
        return new Manner.Refusal(
                refusal.needed("limit"),
                (int) refusal.number("status").orElseThrow(),
                refusal.needed("code"),
                refusal.needed("message"),
                refusal.fields("headers").map(PlanReader::texts).orElse(Map.of()));
    }
}
