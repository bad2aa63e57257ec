package dev.freeway.core.routing;

import java.util.List;

/**
 * A model name taken apart: {@code provider/model:order}, each part but the model optional.
 *
 * @param name without the suffix
 * @param order by what to choose among offers
 */
record Wanted(String name, Order order) {
    static final String ANY = "auto";

    /** By what to choose. */
    enum Order {
        /** Spends first what perishes first. */
        PACE(""),
        FREE(":free"),
        CHEAPEST(":cheapest"),
        FASTEST(":fastest");

        private final String suffix;

        Order(String suffix) {
            this.suffix = suffix;
        }
    }

    static Wanted parse(String model) {
        for (Order order : List.of(Order.FREE, Order.CHEAPEST, Order.FASTEST)) {
            if (model.endsWith(order.suffix)) {
                return new Wanted(
                        model.substring(0, model.length() - order.suffix.length()), order);
            }
        }
        return new Wanted(model, Order.PACE);
    }
}
