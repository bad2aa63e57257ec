package dev.freeway.core.catalog;

import dev.freeway.core.quota.CounterKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A model at an account.
 *
 * @param grant what its terms give of it
 */
public record Offer(Account account, Model model, Grant grant) {
    /** One that is open to every request. */
    public Offer(Account account, Model model, List<Bound> limits) {
        this(account, model, Grant.of(limits));
    }

    /** Binds what the provider's terms say of this model, at that time, to counters. */
    public static Offer of(Account account, Model model, Instant now) {
        return of(account, model, now, _ -> OptionalLong.empty());
    }

    /**
     * The same, with what has been learned.
     *
     * @param learned how large a limit has proved to be
     */
    public static Offer of(
            Account account, Model model, Instant now, Function<CounterKey, OptionalLong> learned) {
        return new Offer(account, model, Grant.of(Holding.of(account), model, now, learned));
    }

    /** The same, but for what limits it. */
    public Offer with(List<Bound> limits) {
        return new Offer(account, model, new Grant(limits, closed(), tolls()));
    }

    /** All that a request to it takes from. */
    public List<Bound> limits() {
        return grant.limits();
    }

    /** Why no request to it is free, or empty. */
    public Optional<String> closed() {
        return grant.closed();
    }

    /** Where some requests are not. */
    public List<Grant.Toll> tolls() {
        return grant.tolls();
    }

    /** Why a request that needs this is not free here, if it is not. */
    public Optional<String> closed(Set<Model.Ability> needs) {
        return grant.closed(needs);
    }

    /** What a request that needs this takes from. */
    public List<Bound> limits(Set<Model.Ability> needs) {
        return grant.limits(needs);
    }

    /** Every limit that some request may take from. */
    public Stream<Bound> everyLimit() {
        return grant.everyLimit();
    }

    /** {@code provider/model}, as clients may ask for it. */
    public String id() {
        return account.provider().id() + "/" + model.id();
    }

    /** {@code provider@account/model}: at that account and no other. */
    public String pinnedId() {
        return account.provider().id() + "@" + account.name() + "/" + model.id();
    }
}
