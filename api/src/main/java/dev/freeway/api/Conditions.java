package dev.freeway.api;

import dev.freeway.api.terms.Words;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * On what conditions a name is served, of all its offers together. Immutable.
 *
 * @param credit what it takes of a credit in micro-dollars at the offer that takes least
 * @param trains what its offers say of whether they learn from what they are sent
 * @param until the day on which none serves it any more, or {@link LocalDate#MAX}
 */
public record Conditions(Price credit, Set<Privacy.Answer> trains, LocalDate until) {
    static final Conditions NONE = new Conditions(Price.UNPRICED, Set.of(), LocalDate.MAX);

    private static final Comparator<Price> DEARER =
            Comparator.<Price>comparingLong(
                            price -> price.perMillionInput() + price.perMillionOutput())
                    .thenComparingLong(Price::perRequest)
                    .thenComparingLong(Price::perImage);

    public Conditions {
        trains = Set.copyOf(trains);
    }

    static Conditions of(Offer offer, Instant now) {
        return new Conditions(credit(offer), Set.of(trains(offer, now)), until(offer));
    }

    private static Price credit(Offer offer) {
        return offer.limits().stream()
                .map(Bound::limit)
                .filter(limit -> limit.meter() == Meter.MICRO_DOLLARS)
                .map(Limit::price)
                .findFirst()
                .orElse(Price.UNPRICED);
    }

    private static Privacy.Answer trains(Offer offer, Instant now) {
        Privacy privacy = offer.account().provider().terms().privacy();
        return privacy.meets(Privacy.Demand.NO_TRAINING, offer.account().facts(), now)
                ? Privacy.Answer.NO
                : privacy.trains();
    }

    private static LocalDate until(Offer offer) {
        LocalDate provider = offer.account().provider().retiredOn();
        LocalDate model = Words.days(offer.model().when()).until();
        return provider.isBefore(model) ? provider : model;
    }

    Conditions or(Conditions other) {
        Set<Privacy.Answer> either = EnumSet.noneOf(Privacy.Answer.class);
        either.addAll(trains);
        either.addAll(other.trains);
        return new Conditions(
                DEARER.compare(credit, other.credit) <= 0 ? credit : other.credit,
                either,
                until.isAfter(other.until) ? until : other.until);
    }
}
