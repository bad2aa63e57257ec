package dev.freeway.api.terms;

import dev.freeway.core.catalog.Model;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a model costs, in words. */
public final class ModelPrice {
    private ModelPrice() {}

    /**
     * {@code 0.15 dollars a million input tokens, 0.60 dollars output}; empty where nothing is
     * priced.
     */
    public static String words(Model model) {
        return model.prices().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(price -> words(price.getKey(), price.getValue()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String words(Meter meter, Price price) {
        List<String> parts = new ArrayList<>();
        add(parts, meter, price.perMillionInput(), "a million input tokens");
        if (price.perMillionCached() != price.perMillionInput()) {
            add(parts, meter, price.perMillionCached(), "cached");
        }
        add(parts, meter, price.perMillionOutput(), "output");
        add(parts, meter, price.perRequest(), "a request");
        add(parts, meter, price.perImage(), "an image");
        add(parts, meter, price.perTile(), "a tile");
        add(parts, meter, price.perStep(), "a step");
        add(parts, meter, price.perAudioMinute(), "a minute of audio");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, Meter meter, long amount, String unit) {
        if (amount > 0) {
            parts.add(Words.figure(meter, amount) + " " + unit);
        }
    }
}
