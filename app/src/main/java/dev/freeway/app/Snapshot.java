package dev.freeway.app;

import dev.freeway.api.Bearer;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.member.Allowance;
import dev.freeway.core.member.Habits;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Plan;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.routing.Router;
import dev.freeway.members.Mandate;
import dev.freeway.members.Mint;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything a request is decided by, as of one moment: offers, tokens, limits. Immutable; a change
 * of configuration swaps the whole of it.
 */
final class Snapshot {
    private final Config config;
    private final List<Account> accounts;
    private final Router router;
    private final Map<String, Bearer> bearers = new HashMap<>();
    private final Map<String, Allowance> allowances = new HashMap<>();
    private final Map<CounterKey, Limit> limits = new LinkedHashMap<>();

    /**
     * @param brought by members
     * @param models those of an account
     * @param learned how large a limit has proved to be
     */
    Snapshot(
            Config config,
            Catalog catalog,
            List<Account> brought,
            Function<Account, List<Model>> models,
            Function<CounterKey, OptionalLong> learned,
            Instant now) {
        this.config = config;
        this.accounts = Stream.concat(config.accounts().stream(), brought.stream()).toList();
        this.router =
                new Router(
                        accounts.stream()
                                .flatMap(a -> offers(a, models.apply(a), learned, now))
                                .toList());
        for (Config.Token token : config.tokens()) {
            Plan plan = catalog.plan(token.plan()).orElseThrow();
            Member member = plan.member(token.name(), token.operator(), demands(token));
            Habits habits = token.habits().or(plan.habits());
            bearers.put(
                    Mint.hash(token.token().reveal()),
                    new Bearer(member, habits, Mandate.configured(token.name(), token.operator())));
            allowances.put(member.name(), member.allowance());
            member.allowance().limits(now).forEach(bound -> limits.put(bound.key(), bound.limit()));
        }
        router.listed(now)
                .flatMap(Offer::everyLimit)
                .forEach(bound -> limits.put(bound.key(), bound.limit()));
    }

    /** What an account offers with those models. */
    static Stream<Offer> offers(
            Account account,
            List<Model> models,
            Function<CounterKey, OptionalLong> learned,
            Instant now) {
        return models.stream()
                .filter(model -> model.when().holds(account.facts(), now))
                .map(model -> Offer.of(account, model, now, learned))
                .filter(Snapshot::included);
    }

    /** The member's own, and everybody's. */
    private Set<Privacy.Demand> demands(Config.Token token) {
        Set<Privacy.Demand> all = EnumSet.noneOf(Privacy.Demand.class);
        all.addAll(config.demands());
        all.addAll(token.demands());
        return all;
    }

    /** Where a provider has terms, a model that none of them covers is no part of its free tier. */
    private static boolean included(Offer offer) {
        return offer.account().provider().terms().clauses().isEmpty()
                || !offer.limits().isEmpty()
                || offer.closed().isPresent();
    }

    Config config() {
        return config;
    }

    /** The operator's, and those that members brought. */
    List<Account> accounts() {
        return accounts;
    }

    Router router() {
        return router;
    }

    /** Found by its hash, so that neither the map nor the time it takes tells a token. */
    Optional<Bearer> bearer(String token) {
        return Optional.ofNullable(bearers.get(Mint.hash(token)));
    }

    /** As the terms are at that time; of a member's limits also those that count models apart. */
    Optional<Limit> limit(CounterKey key, Instant now) {
        return Optional.ofNullable(limits.get(key))
                .or(() ->
                        Optional.ofNullable(allowances.get(key.account()))
                                .filter(_ -> key.provider().equals(CounterKey.GRANTED))
                                .flatMap(allowance -> allowance.limit(key, now)));
    }

    /** What the member of that name in the configuration file may take. */
    Optional<Allowance> allowance(String member) {
        return Optional.ofNullable(allowances.get(member));
    }

    /** Whether that name is somebody's in the configuration file. */
    boolean names(String name) {
        return config.tokens().stream().anyMatch(token -> token.name().equals(name))
                || config.accounts().stream()
                        .anyMatch(account -> account.permit().owner().equals(Optional.of(name)));
    }

    List<Bound> limits() {
        return limits.entrySet().stream()
                .map(limit -> new Bound(limit.getKey(), limit.getValue()))
                .toList();
    }
}
