package dev.freeway.app;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.member.Allowance;
import dev.freeway.core.member.Purse;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Standing;
import dev.freeway.relay.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every limit there is something to say of, of providers on us and of ours on whoever is served:
 * those that hold whatever the model, and of those that count models or tokens apart what has been
 * touched. Takes as long as there are accounts, touched counters and offers, and never all models
 * of all accounts. Thread-safe.
 *
 * @param snapshot what the configuration says
 * @param bearers who is served beside
 * @param limit the limit that is counted under a key
 */
record AllLimits(
        Supplier<Snapshot> snapshot,
        Bearers bearers,
        Ledger ledger,
        Function<CounterKey, Optional<Limit>> limit,
        InstantSource clock) {
    /** As of now. */
    List<Bound> now() {
        Instant at = clock.instant();
        Map<CounterKey, Bound> all = new LinkedHashMap<>();
        snapshot.get().limits().forEach(bound -> all.put(bound.key(), bound));
        bearers.limits(at).forEach(bound -> all.putIfAbsent(bound.key(), bound));
        apart(at).forEach(bound -> all.putIfAbsent(bound.key(), bound));
        return List.copyOf(all.values());
    }

    /** Credits are no limit, and told elsewhere. */
    private Stream<Bound> apart(Instant at) {
        Map<String, List<Model>> models =
                snapshot.get()
                        .router()
                        .listed(at)
                        .map(Offer::model)
                        .collect(Collectors.groupingBy(Model::id));
        return ledger.counters(CounterKey.GRANTED).stream()
                .filter(key -> !key.subject().equals(CounterKey.SHARED) && !Purse.holds(key))
                .flatMap(key ->
                        ofModel(key, models.getOrDefault(key.subject(), List.of()), at)
                                .or(() -> limit.apply(key).map(found -> new Bound(key, found)))
                                .stream())
                .filter(bound -> touched(bound, at))
                .sorted((one, other) -> one.key().compareTo(other.key()));
    }

    /** Which limit a model has may hang on more of it than its name, by which it is counted. */
    private Optional<Bound> ofModel(CounterKey key, List<Model> models, Instant at) {
        return snapshot.get()
                .allowance(key.account())
                .or(() -> bearers.allowance(key.account()))
                .flatMap(allowance -> ofModel(allowance, key, models, at));
    }

    private static Optional<Bound> ofModel(
            Allowance allowance, CounterKey key, List<Model> models, Instant at) {
        Stream<Model> known = allowance.plan().lineup().known(key.subject()).stream();
        return Stream.concat(known, models.stream())
                .flatMap(model -> allowance.grant("", model, at).limits().stream())
                .filter(bound -> bound.key().equals(key))
                .findFirst();
    }

    private boolean touched(Bound bound, Instant at) {
        Standing standing = Standing.of(bound.key(), bound.limit(), ledger.tally(bound.key()), at);
        return standing.used() + standing.held() > 0;
    }
}
