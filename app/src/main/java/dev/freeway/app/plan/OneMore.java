package dev.freeway.app.plan;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.CounterKey;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Adds a second account to offers: like the first of its provider, and nothing of it is used.
 *
 * @param learned how large a limit has proved to be
 */
record OneMore(Function<CounterKey, OptionalLong> learned, Instant now) {
    private static final String SECOND = " (one more)";

    List<Offer> of(String provider, List<Offer> offers) {
        Account first =
                offers.stream()
                        .map(Offer::account)
                        .filter(account -> account.provider().id().equals(provider))
                        .findFirst()
                        .orElseThrow();
        Stream<Offer> second =
                offers.stream().filter(offer -> offer.account().equals(first)).map(this::second);
        return Stream.concat(offers.stream(), second).toList();
    }

    private Offer second(Offer offer) {
        Account first = offer.account();
        Account second =
                new Account(
                        first.provider(),
                        first.name() + SECOND,
                        first.key(),
                        first.baseUrl(),
                        first.facts(),
                        first.permit());
        return Offer.of(second, offer.model(), now, key -> learned.apply(of(first, key)));
    }

    /** What was learned of the first holds for the second. */
    private static CounterKey of(Account first, CounterKey key) {
        return new CounterKey(key.provider(), first.name(), key.subject(), key.limit());
    }
}
