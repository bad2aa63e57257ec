package dev.freeway.app.plan;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.util.List;

/**
 * Offers as a sample meets them of which each request stands for several: of a day's limit it takes
 * as much as they all, a minute's lasts as many minutes. Places for requests under way, and what
 * one may take at most, stay.
 */
final class Thinned {
    /** Up to this long a limit is stretched: it holds too little to be taken from in bulk. */
    private static final Duration SHORT = Duration.ofHours(2);

    private final long weight;

    Thinned(long weight) {
        this.weight = weight;
    }

    Offer offer(Offer offer) {
        return weight == 1 ? offer : offer.with(offer.limits().stream().map(this::bound).toList());
    }

    private Bound bound(Bound bound) {
        return new Bound(bound.key(), limit(bound.limit(), bound.limit().counter()));
    }

    private Limit limit(Limit limit, Counter counter) {
        return switch (counter) {
            case Undisclosed(Counter prior) -> limit(limit, prior);
            case Slots _, Cap _ -> limit;
            case Pot _ -> limit.at(bulk(limit.price()));
            case Window window when isShort(window.period()) ->
                    with(limit, Window.rolling(window.amount(), stretched(window.period())));
            case Window _ -> limit.at(bulk(limit.price()));
            case Bucket(long capacity, long refill, Duration period) when isShort(period) ->
                    with(limit, new Bucket(capacity, refill, stretched(period)));
            case Bucket _ -> limit.at(bulk(limit.price()));
        };
    }

    private static Limit with(Limit limit, Counter counter) {
        return new Limit(
                limit.id(),
                limit.meter(),
                limit.price(),
                counter,
                limit.charge(),
                limit.exhaustion());
    }

    private static boolean isShort(Duration period) {
        return period.compareTo(SHORT) <= 0;
    }

    /** Waiting for what is stretched takes as much longer. */
    Duration stretched(Duration period) {
        return period.multipliedBy(weight);
    }

    private Price bulk(Price price) {
        return new Price(
                price.perRequest() * weight,
                price.perMillionInput() * weight,
                price.perMillionCached() * weight,
                price.perMillionOutput() * weight,
                price.perImage() * weight,
                price.perTile() * weight,
                price.perStep() * weight,
                price.perAudioMinute() * weight);
    }

    List<Offer> offers(List<Offer> offers) {
        return offers.stream().map(this::offer).toList();
    }
}
