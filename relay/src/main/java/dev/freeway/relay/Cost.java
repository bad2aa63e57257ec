package dev.freeway.relay;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Usage;
import java.util.OptionalLong;

/**
 * What a request cost, in micro-dollars.
 *
 * @param atList what it would have cost at its provider's list price; empty where nobody says
 * @param paid what the provider charges for it, within what the operator allowed (expected: ≥ 0)
 */
public record Cost(OptionalLong atList, long paid) {
    /** Of what no provider counted. */
    public static final Cost NONE = new Cost(OptionalLong.of(0), 0);

    /** Of what was held and then settled so. */
    static Cost of(Model model, Hold hold, Settlement settlement) {
        long paid =
                hold.takes().stream()
                        .filter(take -> !take.key().provider().equals(CounterKey.GRANTED))
                        .filter(take -> new Bound(take.key(), take.limit()).billed())
                        .mapToLong(take -> settlement.amount(take))
                        .sum();
        boolean nothing = !settlement.ran() || settlement.usage().equals(Usage.NONE);
        return new Cost(nothing ? OptionalLong.of(0) : atList(model, settlement.usage()), paid);
    }

    private static OptionalLong atList(Model model, Usage usage) {
        return model.price(Meter.MICRO_DOLLARS)
                .map(price -> OptionalLong.of(price.amount(usage)))
                .orElseGet(OptionalLong::empty);
    }

    /** What of the list price was not paid, as far as one is known. */
    public long free() {
        return Math.max(0, atList.orElse(0) - paid);
    }
}
