package dev.freeway.core.member;

import dev.freeway.core.catalog.Model;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which models a plan knows, and as what it counts the others.
 *
 * @param known under the names that its members may use
 * @param tiers of those it does not know, by class; none where absent
 * @param prices in micro-dollars of those that nobody names a price for, by class
 * @param equivalents whether a declared equivalent answers where a model is not here
 */
public record Lineup(
        List<Model> known,
        Map<Model.Grade, String> tiers,
        Map<Model.Grade, Price> prices,
        boolean equivalents) {
    /** Every model as it is. */
    public static final Lineup ANY = new Lineup(List.of(), Map.of(), Map.of(), false);

    public Lineup {
        known = List.copyOf(known);
        tiers = Map.copyOf(tiers);
        prices = Map.copyOf(prices);
    }

    /** The model that goes by that name under the plan. */
    public Optional<Model> known(String name) {
        return known.stream().filter(model -> model.answersTo(name)).findFirst();
    }

    /** What was asked for counts, whoever answers in its place; else what answers. */
    Model counted(String asked, Model served) {
        Optional<Model> named =
                known(asked)
                        .or(() -> known.stream().filter(model -> alike(model, served)).findFirst());
        return served.countedAs(
                named.map(Model::id).orElse(served.id()),
                named.map(Model::tier).orElseGet(() -> tier(served)),
                prices(served));
    }

    private String tier(Model served) {
        return tiers.isEmpty() ? served.tier() : tiers.getOrDefault(served.merit().grade(), "");
    }

    private static boolean alike(Model one, Model other) {
        return one.answersTo(other.id()) || other.names().stream().anyMatch(one::answersTo);
    }

    private Map<Meter, Price> prices(Model served) {
        Price price = prices.get(served.merit().grade());
        if (price == null || served.price(Meter.MICRO_DOLLARS).isPresent()) {
            return served.prices();
        }
        Map<Meter, Price> all = new HashMap<>(served.prices());
        all.put(Meter.MICRO_DOLLARS, price);
        return all;
    }
}
