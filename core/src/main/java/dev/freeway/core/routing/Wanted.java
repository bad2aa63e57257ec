package dev.freeway.core.routing;

import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Model.Grade;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A model name taken apart: {@code provider/model:suffix}, each part but the model optional.
 *
 * @param name without the suffix
 * @param order by what to choose among offers
 * @param floor the class that is wanted at least, of a model that chats
 * @param otherwise what else may answer where nothing of that does
 */
record Wanted(String name, Order order, Grade floor, Otherwise otherwise) {
    static final String ANY = "auto";
    private static final String LIKE = ":like";

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

    /** What may answer in second place. */
    enum Otherwise {
        NOTHING,
        /** A model of a lower class. */
        LESS,
        /** A declared equivalent of the model. */
        EQUIVALENT
    }

    /** That name, as it stands. */
    static Wanted exactly(String name) {
        return new Wanted(name, Order.PACE, Grade.SMALL, Otherwise.NOTHING);
    }

    static Wanted parse(String model) {
        for (Order order : List.of(Order.FREE, Order.CHEAPEST, Order.FASTEST)) {
            if (model.endsWith(order.suffix)) {
                return exactly(without(order.suffix, model)).by(order).ofClass();
            }
        }
        for (Grade grade : List.of(Grade.SMALL, Grade.BEST)) {
            if (model.equals(ANY + ":" + grade.id())) {
                return new Wanted(ANY, Order.PACE, grade, Otherwise.NOTHING);
            }
        }
        return model.endsWith(LIKE)
                ? exactly(without(LIKE, model)).orEquivalent()
                : exactly(model).ofClass();
    }

    private static String without(String suffix, String model) {
        return model.substring(0, model.length() - suffix.length());
    }

    private Wanted by(Order other) {
        return new Wanted(name, other, floor, otherwise);
    }

    /** Whoever leaves the choice to us wants no small model where there is a better. */
    private Wanted ofClass() {
        return isAny() ? new Wanted(name, order, Grade.MEDIUM, Otherwise.LESS) : this;
    }

    /** The same, where an equivalent may answer too. */
    Wanted orEquivalent() {
        return isAny() ? ofClass() : new Wanted(name, order, floor, Otherwise.EQUIVALENT);
    }

    boolean isAny() {
        return name.equals(ANY);
    }

    /** What the model lacks of what is wanted for good. */
    Optional<String> lacking(Model model, Ask ask) {
        return model.merit().grade().compareTo(least(ask)) < 0
                ? Optional.of("of class " + model.merit().grade().id())
                : Optional.empty();
    }

    /** The class that it must be of. */
    Grade least(Ask ask) {
        return otherwise == Otherwise.NOTHING ? preferred(ask) : Grade.SMALL;
    }

    /** The class that it had better be of; only what chats has one. */
    private Grade preferred(Ask ask) {
        Set<Model.Ability> needs = ask.needs();
        boolean chats =
                needs.contains(Model.Ability.CHAT) || needs.contains(Model.Ability.COMPLETION);
        return chats ? floor : Grade.SMALL;
    }

    /** Which offers would only answer in place of what is wanted. */
    Predicate<Offer> second(Ask ask) {
        Grade preferred = preferred(ask);
        return switch (otherwise) {
            case NOTHING -> _ -> false;
            case LESS -> offer -> offer.model().merit().grade().compareTo(preferred) < 0;
            case EQUIVALENT -> offer -> !Roll.names(offer).contains(name);
        };
    }

    /** In place of what such an offer would answer. */
    String instead() {
        return otherwise == Otherwise.LESS ? "class " + floor.id() : name;
    }
}
