package dev.freeway.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Terms;
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
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import dev.freeway.core.routing.Explanation.Entry;
import dev.freeway.core.routing.Explanation.Verdict;
import dev.freeway.testkit.Cases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of a request is what is done with it. */
class ExplanationTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Counter REQUESTS = Window.calendar(20, CalendarUnit.DAY, ZoneOffset.UTC);
    private static final Counter TOKENS = Window.rolling(6_000, Duration.ofMinutes(1));
    private static final CounterKey GRANTED =
            new CounterKey(CounterKey.GRANTED, "ann", CounterKey.SHARED, "rpd");

    private final List<Offer> offers =
            IntStream.range(0, 12).mapToObj(ExplanationTest::offer).toList();

    @Test
    void theFirstOfTheExplanationIsWhatIsTaken() {
        Cases.forAll(300, this::agrees);
    }

    private void agrees(RandomGenerator random) {
        Map<CounterKey, Tally> tallies = new HashMap<>();
        Map<CounterKey, Double> units = new HashMap<>();
        for (Offer offer : offers) {
            CounterKey requests = offer.limits().get(0).key();
            CounterKey tokens = offer.limits().get(1).key();
            tallies.put(requests, used(REQUESTS, random.nextInt(24)));
            tallies.put(tokens, used(TOKENS, random.nextInt(7_000)));
            units.put(requests, random.nextDouble());
            units.put(tokens, random.nextDouble() / 1_000);
        }
        Set<String> resting = Set.of(offers.get(random.nextInt(12)).id());
        Conditions conditions = conditions(tallies, resting);
        Mode mode = random.nextBoolean() ? Mode.SERVE_NOW : Mode.MAKE_IT_LAST;
        Router router = new Router(offers).at(new Prices(units, random.nextBoolean()));
        Need need = need(Set.of(Ability.CHAT), mode, random.nextLong(), List.of());

        Explanation told = router.explain(need, conditions);
        assertThat(told.entries())
                .extracting(Entry::offer)
                .containsExactlyInAnyOrderElementsOf(offers);
        assertThat(told.route()).isEqualTo(router.plan(need, conditions));
        List<Candidate> open = open(told);
        assertThat(told.entries().stream().limit(open.size()).map(Entry::verdict))
                .allMatch(Verdict.Open.class::isInstance);
        sameAsRoute(told, open);
        for (Entry entry : told.entries()) {
            assertThat(entry.charges().stream().mapToDouble(Explanation.Charge::price).sum())
                    .isCloseTo(entry.price(), within(1e-9));
            if (resting.contains(entry.offer().id())) {
                assertThat(entry.verdict()).isNotInstanceOf(Verdict.Open.class);
                assertThat(entry.verdict().fitsAt(NOON)).isAfterOrEqualTo(NOON.plusSeconds(5));
            }
        }
    }

    private static Conditions conditions(Map<CounterKey, Tally> tallies, Set<String> resting) {
        return new Conditions(
                key -> tallies.getOrDefault(key, Tally.EMPTY),
                offer -> Optional.of(NOON.plusSeconds(5)).filter(_ -> resting.contains(offer.id())),
                NOON);
    }

    private static void sameAsRoute(Explanation told, List<Candidate> open) {
        switch (told.route()) {
            case Route.Open(List<Candidate> candidates) -> {
                assertThat(open.subList(0, candidates.size())).isEqualTo(candidates);
                assertThat(told.chosen()).contains(candidates.getFirst());
                assertThat(told.servedAt(NOON)).isEqualTo(NOON);
            }
            case Route.Kept kept -> {
                assertThat(open.getFirst()).isEqualTo(kept.cheapest());
                assertThat(told.chosen()).isEmpty();
            }
            case Route.Spent spent -> {
                assertThat(open).isEmpty();
                assertThat(told.entries().getFirst().verdict().fitsAt(NOON))
                        .isEqualTo(spent.earliest());
            }
            case Route.UnknownModel _, Route.Unfit _ -> throw new AssertionError(told.route());
        }
    }

    private static List<Candidate> open(Explanation told) {
        List<Candidate> open = new ArrayList<>();
        for (Entry entry : told.entries()) {
            if (entry.verdict() instanceof Verdict.Open(Candidate candidate)) {
                open.add(candidate);
            }
        }
        return open;
    }

    @Test
    void whatIsShortIsNamedWithWhenItFits() {
        Tally spent = used(REQUESTS, 20);
        Explanation told = explain(Set.of(), List.of(), _ -> spent);
        assertThat(told.why())
                .contains("rpd of p", "@a has 0 of 20 requests left and it may take 1")
                .contains("and 11 more are short, which fits at 2026-11-21T00:00:");
        assertThat(told.entries())
                .allMatch(entry ->
                        entry.verdict() instanceof Verdict.Spent(Decision.Lacks lacks, _)
                                && lacks.draw().key().limit().equals("rpd"));
    }

    @Test
    void whatAnOfferCannotDoIsSaidAndThatItNeverFits() {
        Explanation told = explain(Set.of(Ability.VISION), List.of(), _ -> Tally.EMPTY);
        assertThat(told.entries())
                .hasSize(12)
                .allMatch(entry -> entry.verdict().equals(new Verdict.Unfit("no vision")));
        assertThat(told.servedAt(NOON)).isEqualTo(Instant.MAX);
        assertThat(told.why())
                .startsWith("no offer can serve it: p0/big: no vision")
                .endsWith("; and 7 more");
    }

    @Test
    void aMembersOwnLimitStandsBeforeEveryOffer() {
        Bound own = new Bound(GRANTED, Limit.of("rpd", Meter.REQUESTS, REQUESTS));
        Tally spent = used(REQUESTS, 20);
        Explanation told =
                explain(Set.of(), List.of(own), key -> key.equals(GRANTED) ? spent : Tally.EMPTY);
        assertThat(told.chosen()).isEmpty();
        assertThat(told.why()).startsWith("rpd of the plan of ann has 0 of 20 requests left");
        assertThat(told.servedAt(NOON)).isAfter(NOON.plus(Duration.ofHours(11)));
        assertThat(open(told)).hasSize(12);
    }

    @Test
    void aDecisionNamesTheOfferItsPriceAndTheScarcestLimit() {
        assertThat(explain(Set.of(), List.of(), _ -> Tally.EMPTY).why())
                .matches(
                        "p\\d+@a/big: the cheapest that fits, at 0.000 of a request's worth: (rpd"
                                + " has 20 of 20 requests|tpm has 6000 of 6000 total_tokens) left");
    }

    private Explanation explain(
            Set<Ability> needs, List<Bound> own, Function<CounterKey, Tally> tallies) {
        return new Router(offers)
                .explain(need(needs, Mode.SERVE_NOW, 0, own), new Conditions(tallies, NOON));
    }

    private static Tally used(Counter counter, long amount) {
        return amount == 0 ? Tally.EMPTY : counter.use(Tally.EMPTY, amount, Span.at(NOON));
    }

    private static Need need(Set<Ability> needs, Mode mode, long lot, List<Bound> own) {
        Ask ask =
                new Ask(
                        Endpoint.CHAT,
                        "auto",
                        Size.of(500),
                        needs,
                        Consent.SILENT,
                        false,
                        false,
                        Document.EMPTY,
                        Optional.empty());
        Member ann = new Member("ann", "free", true, Set.of(), own);
        return new Need(ask, ann, Usage.of(400, 50), mode, lot);
    }

    private static Offer offer(int number) {
        String id = "p" + number;
        Model model = new Model("big", List.of(), 9_000, 500, 100, EnumSet.of(Ability.CHAT), 9);
        Provider provider =
                new Provider(
                        id,
                        id,
                        "https://p.example",
                        List.of(),
                        Wire.openAi(Map.of()),
                        LocalDate.MAX,
                        "",
                        List.of(model),
                        Privacy.OWN.provenance(),
                        Terms.of(List.of()));
        Account account =
                new Account(
                        provider,
                        "a",
                        new Secret("k"),
                        provider.baseUrl(),
                        Facts.NONE,
                        Permit.NONE);
        return new Offer(
                account,
                model,
                List.of(
                        bound(id, "rpd", Meter.REQUESTS, REQUESTS),
                        bound(id, "tpm", Meter.TOTAL_TOKENS, TOKENS)));
    }

    private static Bound bound(String provider, String limit, Meter meter, Counter counter) {
        return new Bound(
                new CounterKey(provider, "a", CounterKey.SHARED, limit),
                Limit.of(limit, meter, counter));
    }
}
