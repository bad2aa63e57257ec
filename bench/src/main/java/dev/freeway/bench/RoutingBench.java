package dev.freeway.bench;

import dev.freeway.app.config.Catalog;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Media;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.routing.Conditions;
import dev.freeway.core.routing.Need;
import dev.freeway.core.routing.Prices;
import dev.freeway.core.routing.Route;
import dev.freeway.core.routing.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Where a request goes, of 200 offers of the catalog at priced limits: with much left everywhere,
 * and with so little that none can take it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoutingBench {
    private static final int OFFERS = 200;
    private static final int NEEDS = 1 << 10;

    private final Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final Map<CounterKey, Tally> tallies = new HashMap<>();
    private final List<Need> needs = new ArrayList<>();
    private Router router = new Router(List.of());
    private Conditions conditions = new Conditions(_ -> Tally.EMPTY, now);
    private int next;

    /** Used of every limit, in shares of it. */
    @Param({"0.5", "1"})
    public double used;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        List<Offer> offers = offers();
        Map<CounterKey, Double> prices = new HashMap<>();
        for (Offer offer : offers) {
            for (Bound bound : offer.limits()) {
                tallies.computeIfAbsent(bound.key(), _ -> tally(bound));
                prices.computeIfAbsent(
                        bound.key(), _ -> random.nextDouble() / bound.limit().counter().amount());
            }
        }
        router = new Router(offers).at(new Prices(prices, true));
        conditions = new Conditions(key -> tallies.getOrDefault(key, Tally.EMPTY), now);
        for (int i = 0; i < NEEDS; i++) {
            needs.add(need(random));
        }
    }

    private List<Offer> offers() {
        Catalog catalog = Catalog.load();
        List<Offer> offers = new ArrayList<>();
        for (int copy = 0; offers.size() < OFFERS; copy++) {
            for (Provider provider : catalog.providers()) {
                Facts facts = catalog.facts(provider, Map.of());
                Account account =
                        new Account(
                                provider,
                                "account-" + copy,
                                new Secret("key"),
                                provider.baseUrl(),
                                facts,
                                Permit.NONE);
                provider.models().stream()
                        .filter(Model::chats)
                        .filter(model -> model.when().holds(facts, now))
                        .map(model -> Offer.of(account, model, now))
                        .filter(offer -> !offer.limits().isEmpty())
                        .forEach(offers::add);
            }
        }
        return offers.subList(0, OFFERS);
    }

    /** Used evenly over the last day. */
    private Tally tally(Bound bound) {
        var counter = bound.limit().counter();
        long units = Math.max(1, (long) (used * counter.amount() / 60));
        Tally tally = Tally.EMPTY;
        for (int i = 60; i > 0; i--) {
            Span at = Span.at(now.minus(Duration.ofMinutes(24).multipliedBy(i)));
            tally = counter.use(tally, units, at);
        }
        return counter.use(tally, (long) (used * counter.amount()), Span.at(now));
    }

    private static Need need(SplittableRandom random) {
        long input = random.nextLong(50, 4_000);
        Ask ask =
                new Ask(
                        Endpoint.CHAT,
                        "auto",
                        new Size(input, input, OptionalLong.empty(), 1, Media.NONE),
                        Set.of(Ability.CHAT),
                        Consent.SILENT,
                        true,
                        false,
                        Document.EMPTY,
                        Optional.empty());
        Member member = new Member("bench", "bench", true, Set.of(), List.of());
        return new Need(ask, member, Usage.of(input, 300), Mode.SERVE_NOW, random.nextLong());
    }

    @Benchmark
    public Route route() {
        return router.plan(needs.get(next++ & (NEEDS - 1)), conditions);
    }
}
