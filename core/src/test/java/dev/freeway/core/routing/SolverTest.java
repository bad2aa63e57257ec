package dev.freeway.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A day of which it is known what it brings: two tiers, small requests and large ones. */
class SolverTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");
    private static final Member ANN = new Member("ann", "free", true, Set.of(), List.of());
    private static final int SMALL = 100;
    private static final int LARGE = 1_000;

    /** So many requests, whatever their size. */
    private final Offer counted = offer("counted", Meter.REQUESTS, 240);

    /** So many tokens: 24 large requests, or 240 small ones. */
    private final Offer weighed = offer("weighed", Meter.INPUT_TOKENS, 24_000);

    private final Router router = new Router(List.of(counted, weighed));

    private static Offer minutely(String id) {
        return offer(id, Meter.REQUESTS, Window.rolling(1, Duration.ofMinutes(1)));
    }

    private static Offer offer(String id, Meter meter, long aDay) {
        return offer(id, meter, Window.calendar(aDay, CalendarUnit.DAY, ZoneOffset.UTC));
    }

    private static Offer offer(String id, Meter meter, Counter counter) {
        Model model =
                new Model("m", List.of(), 10_000, 500, 100, EnumSet.of(Model.Ability.CHAT), 10);
        Provider provider =
                Provider.openAi(
                        id,
                        "https://" + id + ".example",
                        Wire.openAi(Map.of()),
                        List.of(model),
                        List.of());
        Account account =
                new Account(
                        provider,
                        "a",
                        new Secret("k"),
                        provider.baseUrl(),
                        Facts.NONE,
                        Permit.NONE);
        CounterKey key = new CounterKey(id, "a", CounterKey.SHARED, "aDay");
        return new Offer(account, model, List.of(new Bound(key, Limit.of("aDay", meter, counter))));
    }

    private static Need need(int tokens, Mode mode) {
        Ask ask =
                new Ask(
                        Endpoint.CHAT,
                        "auto",
                        Size.of(tokens),
                        EnumSet.of(Model.Ability.CHAT),
                        Consent.SILENT,
                        false,
                        false,
                        Document.EMPTY,
                        Optional.empty());
        return new Need(ask, ANN, Usage.of(tokens, 10), mode, 7);
    }

    /** As many of both sizes, so many an hour in all. */
    private Router solved(double perHour) {
        List<Need> examples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            examples.add(need(i % 2 == 0 ? SMALL : LARGE, Mode.MAKE_IT_LAST));
        }
        Profile profile = Profile.unknown().with(MIDNIGHT, perHour, 0);
        return router.at(Solver.solve(examples, router, profile, _ -> Tally.EMPTY, MIDNIGHT));
    }

    private Route plan(Router at, int tokens, Mode mode) {
        return at.plan(need(tokens, mode), new Conditions(_ -> Tally.EMPTY, MIDNIGHT));
    }

    private static String first(Route route) {
        return ((Route.Open) route).candidates().getFirst().offer().account().provider().id();
    }

    @Test
    void whatIsPlentyIsWorthNothing() {
        Router plenty = solved(5);
        assertThat(plenty.prices().informed()).isTrue();
        assertThat(plenty.prices().unit(key(counted)) * 1).isLessThan(0.02);
        assertThat(plenty.prices().unit(key(weighed)) * LARGE).isLessThan(0.05);
    }

    @Test
    void eachSizeGoesWhereItTakesLeast() {
        // 480 a day: 240 small ones are what the tokens suffice for, 240 large ones are counted.
        Router scarce = solved(20);
        assertThat(first(plan(scarce, SMALL, Mode.SERVE_NOW))).isEqualTo("weighed");
        assertThat(first(plan(scarce, LARGE, Mode.SERVE_NOW))).isEqualTo("counted");
    }

    @Test
    void toMakeItLastTheLargeAreKeptOutWhereTheSmallFillIt() {
        // 1,920 a day, 960 of them small: they alone would fill both.
        Router short_ = solved(80);
        assertThat(plan(short_, SMALL, Mode.SERVE_NOW)).isInstanceOf(Route.Open.class);
        assertThat(plan(short_, LARGE, Mode.SERVE_NOW)).isInstanceOf(Route.Open.class);
        double small = short_.prices().unit(key(weighed)) * SMALL;
        assertThat(small).isBetween(0.9, 1.15);
        assertThat(short_.prices().unit(key(counted))).isBetween(0.9, 1.15);
    }

    /** The counted one is spent until the minute ends, and costs a fifth of the other. */
    @Test
    void whoMayWaitWaitsForWhatCostsClearlyLess() {
        Offer byTheMinute = minutely("minutely");
        Router two = new Router(List.of(byTheMinute, weighed));
        Router priced = two.at(new Prices(Map.of(key(byTheMinute), 0.1, key(weighed), 5e-4), true));
        Tally spent =
                byTheMinute
                        .limits()
                        .getFirst()
                        .limit()
                        .counter()
                        .use(Tally.EMPTY, 1, Span.at(MIDNIGHT));
        Conditions conditions =
                new Conditions(key -> key.equals(key(byTheMinute)) ? spent : Tally.EMPTY, MIDNIGHT);
        Need patient = waiting(Duration.ofMinutes(2));
        assertThat(priced.plan(patient, conditions))
                .isInstanceOfSatisfying(
                        Route.Kept.class,
                        kept ->
                                assertThat(kept.earliest())
                                        .isBetween(
                                                MIDNIGHT.plusSeconds(60),
                                                MIDNIGHT.plusSeconds(61)));
        assertThat(first(priced.plan(patient.hurried(), conditions))).isEqualTo("weighed");
        assertThat(first(priced.plan(waiting(Duration.ofSeconds(30)), conditions)))
                .isEqualTo("weighed");
        Router alike = two.at(new Prices(Map.of(key(byTheMinute), 0.49, key(weighed), 5e-4), true));
        assertThat(first(alike.plan(patient, conditions))).isEqualTo("weighed");
    }

    private static Need waiting(Duration patience) {
        Need need = need(LARGE, Mode.MAKE_IT_LAST);
        return new Need(
                need.ask(),
                need.member(),
                need.expected(),
                need.mode(),
                need.lot(),
                MIDNIGHT.plus(patience));
    }

    /** Each of 50 looks as dear as it is, give or take; one of 50 passes far more often. */
    @Test
    void theMoreOffersCostAboutARequestsWorthTheMorePass() {
        List<Offer> alike = new ArrayList<>();
        Map<CounterKey, Double> dear = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            Offer offer = offer("alike-" + i, Meter.REQUESTS, 240);
            alike.add(offer);
            dear.put(key(offer), 1.05);
        }
        Prices prices = new Prices(dear, true);
        Router one = new Router(alike.subList(0, 1)).at(prices);
        Router many = new Router(alike).at(prices);
        assertThat(passed(one)).isBetween(40, 160);
        assertThat(passed(many)).isGreaterThan(700);
    }

    /** Of a thousand lots. */
    private static int passed(Router router) {
        int passed = 0;
        for (int lot = 0; lot < 1_000; lot++) {
            Need some = need(SMALL, Mode.MAKE_IT_LAST);
            Need need = new Need(some.ask(), ANN, some.expected(), Mode.MAKE_IT_LAST, lot * 7_919L);
            Route route = router.plan(need, new Conditions(_ -> Tally.EMPTY, MIDNIGHT));
            passed += route instanceof Route.Open ? 1 : 0;
        }
        return passed;
    }

    @Test
    void whatIsTooDearWaitsForTheDayToEnd() {
        Prices dear = new Prices(Map.of(key(counted), 1.5, key(weighed), 1.5), true);
        Route route = plan(router.at(dear), LARGE, Mode.MAKE_IT_LAST);
        assertThat(((Route.Kept) route).earliest()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(plan(router.at(dear), LARGE, Mode.SERVE_NOW)).isInstanceOf(Route.Open.class);
    }

    private static CounterKey key(Offer offer) {
        return offer.limits().getFirst().key();
    }
}
