package dev.freeway.core.catalog;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Limit;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What some terms give of one model: a provider's to us, or ours to a member.
 *
 * @param limits all that a request to it takes from
 * @param closed why no request to it is free, or empty
 * @param tolls where some requests are not
 */
public record Grant(List<Bound> limits, Optional<String> closed, List<Toll> tolls) {
    public Grant {
        limits = List.copyOf(limits);
        tolls = List.copyOf(tolls);
    }

    /** These limits, for every request. */
    public static Grant of(List<Bound> limits) {
        return new Grant(limits, Optional.empty(), List.of());
    }

    /**
     * Binds what the terms say of this model, at that time, to counters.
     *
     * @param learned how large a limit has proved to be
     */
    public static Grant of(
            Holding holding, Model model, Instant now, Function<CounterKey, OptionalLong> learned) {
        return new Binding(holding, model, now, learned).grant();
    }

    /**
     * What a request that needs any of {@code needs} pays.
     *
     * @param otherwise what it is told where no money is allowed
     * @param limits what it takes from instead, where money is allowed
     */
    public record Toll(Set<Model.Ability> needs, String otherwise, Optional<List<Bound>> limits) {
        boolean asks(Set<Model.Ability> of) {
            return !Collections.disjoint(needs, of);
        }
    }

    /** Why a request that needs this is not free here, if it is not. */
    public Optional<String> closed(Set<Model.Ability> needs) {
        if (tolls.isEmpty()) {
            return closed;
        }
        return closed.or(() ->
                asking(needs)
                        .filter(toll -> toll.limits().isEmpty())
                        .map(Toll::otherwise)
                        .findFirst());
    }

    /** What a request that needs this takes from. */
    public List<Bound> limits(Set<Model.Ability> needs) {
        return tolls.isEmpty()
                ? limits
                : asking(needs).flatMap(toll -> toll.limits().stream()).findFirst().orElse(limits);
    }

    /** Every limit that some request may take from. */
    public Stream<Bound> everyLimit() {
        Stream<Bound> tolled =
                tolls.stream().flatMap(toll -> toll.limits().stream()).flatMap(List::stream);
        return Stream.concat(limits.stream(), tolled)
                .flatMap(bound -> Stream.concat(Stream.of(bound), spill(bound.limit())));
    }

    private static Stream<Bound> spill(Limit limit) {
        return switch (limit.exhaustion()) {
            case Exhaustion.Refuse() -> Stream.empty();
            case Exhaustion.Onward onward ->
                    Stream.concat(
                            Stream.of(new Bound(onward.key(), onward.into())),
                            spill(onward.into()));
        };
    }

    private Stream<Toll> asking(Set<Model.Ability> needs) {
        return tolls.stream().filter(toll -> toll.asks(needs));
    }
}
