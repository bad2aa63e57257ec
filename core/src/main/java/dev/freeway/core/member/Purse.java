package dev.freeway.core.member;

import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.Charge;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Price;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An account's credits: what was granted or bought, each until it expires. Spent where a plan's
 * free part has ended, what expires first before the rest.
 *
 * @param pots in micro-dollars, first to expire first
 */
public record Purse(List<Bound> pots) {
    /** Nothing. */
    public static final Purse EMPTY = new Purse(List.of());

    /** The billing of a plan that credits pay for. */
    public static final String CREDITS = "credits";

    public Purse {
        pots =
                pots.stream()
                        .sorted(Comparator.comparing(Purse::expires).thenComparing(Bound::key))
                        .toList();
    }

    /**
     * One pot.
     *
     * @param account whose it is
     * @param id of the grant
     * @param microDollars (expected: > 0)
     * @param expires {@link Instant#MAX} for never
     */
    public static Bound pot(String account, String id, long microDollars, Instant expires) {
        return new Bound(
                new CounterKey(CounterKey.GRANTED, account, id, CREDITS),
                new Limit(
                        CREDITS,
                        Meter.MICRO_DOLLARS,
                        Price.UNPRICED,
                        new Pot(microDollars, expires),
                        Charge.RESERVE,
                        new Exhaustion.Refuse()));
    }

    /** Whether that counts a pot of credits. */
    public static boolean holds(CounterKey key) {
        return key.provider().equals(CounterKey.GRANTED)
                && key.limit().equals(CREDITS)
                && !key.subject().equals(CounterKey.SHARED);
    }

    private static Instant expires(Bound pot) {
        return pot.limit().counter() instanceof Pot(long _, Instant expires)
                ? expires
                : Instant.MAX;
    }

    /** The same limit, continued by these credits where the plan says so. */
    Bound continuing(Bound bound, List<Billing> billings, Instant now) {
        boolean continues =
                billings.stream()
                        .filter(billing -> billing.id().equals(CREDITS))
                        .anyMatch(billing -> billing.instead().contains(bound.limit().id()));
        return continues
                ? first(bound.limit(), now)
                        .map(split -> new Bound(bound.key(), wholly(bound.limit()).then(split)))
                        .orElse(bound)
                : bound;
    }

    /** With credits behind it, a request that crosses its line is paid for by them. */
    private static Limit wholly(Limit limit) {
        return new Limit(
                limit.id(),
                limit.meter(),
                limit.price(),
                limit.counter(),
                Charge.RESERVE,
                limit.exhaustion());
    }

    /**
     * The chain of pots, at the price of that limit; after the last what comes after the limit, but
     * only for what the pots did not pay.
     */
    private Optional<Exhaustion> first(Limit limit, Instant now) {
        Exhaustion next =
                limit.exhaustion() instanceof Exhaustion.Spill(CounterKey key, Limit into)
                        ? new Exhaustion.Split(key, into)
                        : limit.exhaustion();
        Exhaustion last = next;
        for (Bound pot : pots.reversed()) {
            if (now.isBefore(expires(pot))) {
                next = new Exhaustion.Split(pot.key(), pot.limit().at(limit.price()).then(next));
            }
        }
        return next.equals(last) ? Optional.empty() : Optional.of(next);
    }

    /** The pot that is counted under that key. */
    Optional<Limit> limit(CounterKey key) {
        return pots.stream().filter(pot -> pot.key().equals(key)).map(Bound::limit).findFirst();
    }
}
