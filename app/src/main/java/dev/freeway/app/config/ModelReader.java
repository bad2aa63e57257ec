package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a provider's models and what they cost. */
final class ModelReader {
    private ModelReader() {}

    static Model model(Fields model) {
        return new Model(
                model.needed("id"),
                model.texts("names"),
                model.text("tier").orElse(""),
                model.number("context").orElseThrow(),
                model.number("output").orElseThrow(),
                model.number("default_output").orElseThrow(),
                abilities(model.texts("can")),
                new Condition.All(Conditions.of(model)),
                prices(model),
                merit(model));
    }

    private static Model.Merit merit(Fields model) {
        List<String> names = new ArrayList<>(model.texts("names"));
        names.add(model.needed("id"));
        return new Model.Merit(
                model.text("class").map(Model.Grade::of).orElse(Model.Grade.MEDIUM),
                Equivalents.DECLARED.of(names),
                model.number("tokens_per_second").orElse(0));
    }

    static Set<Model.Ability> abilities(Iterable<String> names) {
        Set<Model.Ability> can = EnumSet.noneOf(Model.Ability.class);
        names.forEach(name -> can.add(Model.Ability.valueOf(name.toUpperCase(Locale.ROOT))));
        return can;
    }

    private static Map<Meter, Price> prices(Fields model) {
        Map<Meter, Price> prices = new EnumMap<>(Meter.class);
        model.fields("price")
                .ifPresent(meters ->
                        meters.names()
                                .forEach(meter ->
                                        prices.put(
                                                Meter.valueOf(meter.toUpperCase(Locale.ROOT)),
                                                price(meters.fields(meter).orElseThrow()))));
        return prices;
    }

    static Price price(Fields price) {
        long input = price.number("input").orElse(0);
        return new Price(
                price.number("request").orElse(0),
                input,
                price.number("cached").orElse(input),
                price.number("output").orElse(0),
                price.number("image").orElse(0),
                price.number("tile").orElse(0),
                price.number("step").orElse(0),
                price.number("audio_minute").orElse(0));
    }
}
