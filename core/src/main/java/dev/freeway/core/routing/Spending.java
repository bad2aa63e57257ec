package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Usage;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one request would be billed, beside the most that its client lets it be. */
final class Spending {
    private static final int MICRO = 6;

    private Spending() {}

    /** How much more than it may the request is billed whatever is left, if it is. */
    static Optional<String> above(Offer offer, Ask ask) {
        long most = ask.consent().microDollarsMax();
        if (most == Consent.UNBOUNDED) {
            return Optional.empty();
        }
        long bill = direct(offer.limits(ask.needs()), Router.estimate(offer, ask));
        return bill > most
                ? Optional.of(
                        "may be billed $%s, more than $%s".formatted(dollars(bill), dollars(most)))
                : Optional.empty();
    }

    /**
     * What it takes from. Where it would be billed too much once something free has run out, that
     * refuses it instead.
     */
    static List<Bound> limits(Offer offer, Ask ask) {
        List<Bound> limits = offer.limits(ask.needs());
        long most = ask.consent().microDollarsMax();
        if (most == Consent.UNBOUNDED) {
            return limits;
        }
        Usage usage = Router.estimate(offer, ask);
        return direct(limits, usage) + spilled(limits, usage) > most
                ? limits.stream().map(Spending::unspilling).toList()
                : limits;
    }

    private static long direct(List<Bound> limits, Usage usage) {
        return limits.stream()
                .filter(Bound::billed)
                .mapToLong(bound -> bound.limit().price().amount(usage))
                .sum();
    }

    /** At most, each billing once. */
    private static long spilled(List<Bound> limits, Usage usage) {
        Set<CounterKey> billed = new HashSet<>();
        long sum = 0;
        for (Bound bound : limits) {
            if (bound.limit().exhaustion() instanceof Exhaustion.Spill(CounterKey key, var into)
                    && billed.add(key)) {
                sum += into.price().amount(usage);
            }
        }
        return sum;
    }

    private static Bound unspilling(Bound bound) {
        return new Bound(bound.key(), bound.limit().then(new Exhaustion.Refuse()));
    }

    private static String dollars(long micro) {
        return BigDecimal.valueOf(micro, MICRO).stripTrailingZeros().toPlainString();
    }
}
