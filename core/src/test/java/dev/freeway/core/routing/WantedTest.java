package dev.freeway.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Model.Grade;
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
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a name asks for: a class, a model, or a model and what may stand in for it. */
class WantedTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Window DAY = Window.rolling(100, Duration.ofDays(1));
    private static final Set<Ability> CHAT = EnumSet.of(Ability.CHAT);
    private static final Set<Ability> SEES = EnumSet.of(Ability.CHAT, Ability.VISION);
    private static final Consent STAND_INS = new Consent(Set.of(), Consent.UNBOUNDED, true);

    private final Offer small = offer("one", "tiny", Grade.SMALL, Set.of(), SEES);
    private final Offer medium = offer("two", "road-70b", Grade.MEDIUM, Set.of("lane-405b"), CHAT);
    private final Offer best = offer("three", "peak", Grade.BEST, Set.of("road-70b"), CHAT);
    private final Offer elsewhere = offer("four", "road-70b", Grade.MEDIUM, Set.of(), CHAT);
    private final Router router = new Router(List.of(small, medium, best, elsewhere));

    @ParameterizedTest
    @ValueSource(strings = {"auto", "auto:free", "auto:cheapest", "auto:fastest"})
    void autoTakesASmallModelLastHoweverCheapItIs(String name) {
        assertThat(ids(name, Map.of(medium, 0.5, best, 0.5, elsewhere, 0.5)).getLast())
                .isEqualTo("one/tiny");
        assertThat(ids(name, Map.of())).hasSize(4);
    }

    @Test
    void autoGoesBelowItsClassWhereNothingOfItHasRoom() {
        Route.Open route =
                (Route.Open) plan("auto", CHAT, Consent.SILENT, Set.of(medium, best, elsewhere));
        assertThat(route.candidates())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.offer()).isEqualTo(small);
                    assertThat(one.inPlaceOf()).isEqualTo("class medium");
                    assertThat(one.why()).startsWith("in place of class medium, ");
                });
    }

    @Test
    void autoGoesBelowItsClassWhereOnlyThatCanServe() {
        Route.Open route = (Route.Open) plan("auto", SEES, Consent.SILENT, Set.of());
        assertThat(route.candidates()).extracting(Candidate::offer).containsExactly(small);
    }

    @Test
    void autoSmallTakesTheCheapestOfAnyClass() {
        assertThat(ids("auto:small", Map.of(medium, 0.5, best, 0.5, elsewhere, 0.5)).getFirst())
                .isEqualTo("one/tiny");
        assertThat(ids("auto:small", Map.of(small, 0.5, medium, 0.5, elsewhere, 0.5)).getFirst())
                .isEqualTo("three/peak");
    }

    @Test
    void autoBestTakesNothingLess() {
        assertThat(ids("auto:best", Map.of(best, 0.9))).containsExactly("three/peak");
        assertThat(plan("auto:best", CHAT, Consent.SILENT, Set.of(best)))
                .isInstanceOf(Route.Spent.class);
        Route.Unfit unfit = (Route.Unfit) plan("auto:best", SEES, Consent.SILENT, Set.of());
        assertThat(unfit.reasons()).contains("one/tiny: of class small", "three/peak: no vision");
    }

    @Test
    void whatDoesNotChatHasNoClass() {
        Offer vector = offer("five", "vector", Grade.MEDIUM, Set.of(), Set.of(Ability.EMBEDDING));
        Need need = need("auto:best", Set.of(Ability.EMBEDDING), Consent.SILENT, Mode.SERVE_NOW);
        assertThat(new Router(List.of(vector)).plan(need, conditions(Set.of())))
                .isInstanceOf(Route.Open.class);
    }

    /** Rather than to be kept waiting for what is worth more to others. */
    @Test
    void toMakeItLastAutoGoesBelowItsClassWhereThatIsTooDear() {
        Map<Offer, Double> dear = Map.of(medium, 3.0, best, 3.0, elsewhere, 3.0);
        Need need = need("auto", CHAT, Consent.SILENT, Mode.MAKE_IT_LAST);
        Route.Open route = (Route.Open) router.at(prices(dear)).plan(need, conditions(Set.of()));
        assertThat(route.candidates()).extracting(Candidate::offer).containsExactly(small);
        Map<Offer, Double> all = Map.of(small, 3.0, medium, 2.0, best, 3.0, elsewhere, 3.0);
        Route.Kept kept = (Route.Kept) router.at(prices(all)).plan(need, conditions(Set.of()));
        assertThat(kept.cheapest().offer()).isEqualTo(medium);
    }

    @Test
    void anExplanationBeginsWithWhatIsTakenInPlaceOfWhatIsTooDear() {
        Map<Offer, Double> dear = Map.of(medium, 3.0, best, 3.0, elsewhere, 3.0);
        Need need = need("auto", CHAT, Consent.SILENT, Mode.MAKE_IT_LAST);
        Explanation explained = router.at(prices(dear)).explain(need, conditions(Set.of()));
        assertThat(explained.chosen().orElseThrow().offer()).isEqualTo(small);
        assertThat(explained.entries().getFirst().offer()).isEqualTo(small);
    }

    @Test
    void aNamedModelIsThatModelAndNoOther() {
        assertThat(ids("road-70b", Map.of()))
                .containsExactlyInAnyOrder("two/road-70b", "four/road-70b");
        assertThat(plan("road-70b", CHAT, Consent.SILENT, Set.of(medium, elsewhere)))
                .isInstanceOf(Route.Spent.class);
    }

    @Test
    void whatMayStandInComesAfterWhatIsNamed() {
        assertThat(ids("road-70b:like", Map.of(medium, 0.9, elsewhere, 0.8)))
                .containsExactly("four/road-70b", "two/road-70b", "three/peak");
        Route.Open spent =
                (Route.Open) plan("road-70b:like", CHAT, Consent.SILENT, Set.of(medium, elsewhere));
        assertThat(spent.candidates())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.offer()).isEqualTo(best);
                    assertThat(one.inPlaceOf()).isEqualTo("road-70b");
                });
    }

    @Test
    void aHeaderAllowsTheSameAsTheSuffix() {
        Route.Open route =
                (Route.Open) plan("road-70b", CHAT, STAND_INS, Set.of(medium, elsewhere));
        assertThat(route.candidates()).extracting(Candidate::offer).containsExactly(best);
        assertThat(((Route.Open) plan("auto", CHAT, STAND_INS, Set.of())).candidates())
                .allSatisfy(one ->
                        assertThat(one.inPlaceOf().isEmpty())
                                .isEqualTo(!one.offer().equals(small)));
    }

    /** Not the other way round: what stands in for a model is not replaced by it. */
    @Test
    void standingInGoesOneWay() {
        assertThat(ids("peak:like", Map.of())).containsExactly("three/peak");
    }

    @Test
    void whatOneProviderHasMayBeHadElsewhere() {
        assertThat(ids("two/road-70b:like", Map.of(best, 0.5)))
                .containsExactly("two/road-70b", "four/road-70b", "three/peak");
    }

    @Test
    void aModelThatNobodyHasIsStoodInForByItsName() {
        assertThat(ids("lane-405b:like", Map.of())).containsExactly("two/road-70b");
        assertThat(plan("lane-405b", CHAT, Consent.SILENT, Set.of()))
                .isInstanceOf(Route.UnknownModel.class);
    }

    private List<String> ids(String model, Map<Offer, Double> prices) {
        Need need = need(model, CHAT, Consent.SILENT, Mode.SERVE_NOW);
        Route route = router.at(prices(prices)).plan(need, conditions(Set.of()));
        return ((Route.Open) route).candidates().stream().map(one -> one.offer().id()).toList();
    }

    private Route plan(String model, Set<Ability> needs, Consent consent, Set<Offer> spent) {
        return router.plan(need(model, needs, consent, Mode.SERVE_NOW), conditions(spent));
    }

    private static Need need(String model, Set<Ability> needs, Consent consent, Mode mode) {
        Ask ask =
                new Ask(
                        Endpoint.CHAT,
                        model,
                        Size.of(10),
                        needs,
                        consent,
                        false,
                        false,
                        Document.EMPTY,
                        Optional.empty());
        Member ann = new Member("ann", "free", true, Set.of(), List.of());
        return new Need(ask, ann, Usage.of(10, 100), mode, 0);
    }

    private static Conditions conditions(Set<Offer> spent) {
        Tally full = DAY.use(Tally.EMPTY, 100, Span.at(NOON));
        Set<CounterKey> keys = Set.copyOf(spent.stream().map(WantedTest::key).toList());
        return new Conditions(key -> keys.contains(key) ? full : Tally.EMPTY, NOON);
    }

    private static Prices prices(Map<Offer, Double> perRequest) {
        Map<CounterKey, Double> units = new java.util.HashMap<>();
        perRequest.forEach((offer, price) -> units.put(key(offer), price));
        return new Prices(units, true);
    }

    private static CounterKey key(Offer offer) {
        return offer.limits().getFirst().key();
    }

    private static Offer offer(
            String provider, String name, Grade grade, Set<String> standsFor, Set<Ability> can) {
        Model model =
                new Model(
                        name,
                        List.of(name),
                        "",
                        1_000,
                        500,
                        100,
                        can,
                        Condition.ALWAYS,
                        Map.of(),
                        new Model.Merit(grade, standsFor, grade == Grade.SMALL ? 900 : 100));
        Provider company =
                Provider.openAi(
                        provider, "https://p.example", Wire.openAi(Map.of()), List.of(), List.of());
        Account account = new Account(company, "a", new Secret("k"), "", Facts.NONE, Permit.NONE);
        CounterKey key = new CounterKey(provider, "a", CounterKey.SHARED, "rpd");
        return new Offer(
                account, model, List.of(new Bound(key, Limit.of("rpd", Meter.REQUESTS, DAY))));
    }
}
