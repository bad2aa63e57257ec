package dev.freeway.core.catalog;

import dev.freeway.core.quota.CounterKey;
import java.util.Map;

/**
 * An account under some terms: ours with a provider, or a member's with us.
 *
 * @param grantor the provider, or {@link CounterKey#GRANTED}
 * @param account unique with the grantor
 */
public record Holding(String grantor, String account, Terms terms, Facts facts, Permit permit) {
    /** Ours with a provider. */
    static Holding of(Account account) {
        return new Holding(
                account.provider().id(),
                account.name(),
                account.provider().terms(),
                account.facts(),
                account.permit());
    }

    /** Names a counter of it. */
    public CounterKey key(String subject, String limit) {
        return new CounterKey(grantor, account, subject, limit);
    }

    /** The same account, of which that is so too. */
    public Holding knowing(Map<String, String> more) {
        return new Holding(grantor, account, terms, facts.and(more), permit);
    }

    /** The same account, of which that is allowed. */
    public Holding with(Permit other) {
        return new Holding(grantor, account, terms, facts, other);
    }
}
