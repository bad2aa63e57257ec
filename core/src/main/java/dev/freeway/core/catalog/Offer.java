package dev.freeway.core.catalog;

import dev.freeway.core.quota.CounterKey;
import java.time.Instant;
import java.util.List;

/**
 * A model at an account.
 *
 * @param limits all that a request to it takes from
 */
public record Offer(Account account, Model model, List<Bound> limits) {
    public Offer {
        limits = List.copyOf(limits);
    }

    /** Binds what the provider's terms say of this model, at that time, to counters. */
    public static Offer of(Account account, Model model, Instant now) {
        List<Bound> limits =
                account.provider().clauses().stream()
                        .filter(clause -> clause.covers(model))
                        .filter(clause -> clause.when().holds(account.facts(), now))
                        .map(clause -> new Bound(key(account, model, clause), clause.limit()))
                        .toList();
        return new Offer(account, model, limits);
    }

    private static CounterKey key(Account account, Model model, Clause clause) {
        String subject =
                switch (clause.per()) {
                    case ACCOUNT -> CounterKey.SHARED;
                    case MODEL -> model.id();
                    case MODEL_GROUP, TIER -> model.tier();
                };
        return new CounterKey(
                account.provider().id(), account.name(), subject, clause.limit().id());
    }

    /** {@code provider/model}, as clients may ask for it. */
    public String id() {
        return account.provider().id() + "/" + model.id();
    }
}
