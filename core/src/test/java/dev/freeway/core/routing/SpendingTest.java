package dev.freeway.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Dimension;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Gate;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Provenance;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Terms;
import dev.freeway.core.catalog.TermsOfUse;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is billed no more than its client lets it be, whatever the operator allows. */
class SpendingTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Window POOL = Window.rolling(100_000, Duration.ofDays(1));
    private static final Provenance SOURCE = Privacy.OWN.provenance();

    /** One of 10 tokens in and 100 out, at a dollar a million of each. */
    private static final long BILL = 110;

    private final Offer allowed = offer(Map.of("tools", 2_000_000L));
    private final Offer free = offer(Map.of());

    @Test
    void whatWouldBeBilledMoreDoesNotExistForIt() {
        Set<Ability> tools = EnumSet.of(Ability.TOOLS);
        assertThat(plan(allowed, tools, BILL - 1, Tally.EMPTY))
                .isEqualTo(
                        new Route.Unfit(
                                "m", List.of("p/m: may be billed $0.00011, more than $0.000109")));
        assertThat(plan(allowed, tools, BILL, Tally.EMPTY)).isInstanceOf(Route.Open.class);
        assertThat(plan(allowed, tools, Consent.UNBOUNDED, Tally.EMPTY))
                .isInstanceOf(Route.Open.class);
    }

    @Test
    void whatHasRunOutIsBilledOnlyAsFarAsTheClientLetsIt() {
        Tally spent = POOL.use(Tally.EMPTY, POOL.amount(), Span.at(NOON));
        assertThat(plan(allowed, Set.of(), Consent.UNBOUNDED, spent))
                .isInstanceOf(Route.Open.class);
        assertThat(plan(allowed, Set.of(), BILL, spent)).isInstanceOf(Route.Open.class);
        assertThat(plan(allowed, Set.of(), BILL - 1, spent)).isInstanceOf(Route.Spent.class);
        assertThat(plan(allowed, Set.of(), 0, spent)).isInstanceOf(Route.Spent.class);
    }

    @Test
    void whatIsReservedCannotSpillEither() {
        assertThat(Router.limits(allowed, ask(Set.of(), 0)))
                .extracting(bound -> bound.limit().exhaustion())
                .containsExactly(new Exhaustion.Refuse());
        assertThat(Router.limits(allowed, ask(Set.of(), BILL))).isEqualTo(allowed.limits());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, BILL, Consent.UNBOUNDED})
    void whatIsFreeIsServedWhateverTheCeiling(long most) {
        assertThat(plan(allowed, Set.of(), most, Tally.EMPTY)).isInstanceOf(Route.Open.class);
        assertThat(plan(free, Set.of(), most, Tally.EMPTY)).isInstanceOf(Route.Open.class);
        assertThat(Router.limits(free, ask(Set.of(), most))).isEqualTo(free.limits());
        Route.Unfit tools = (Route.Unfit) plan(free, EnumSet.of(Ability.TOOLS), most, Tally.EMPTY);
        assertThat(tools.reasons()).containsExactly("p/m: tools are billed");
    }

    private static Route plan(Offer offer, Set<Ability> needs, long most, Tally pool) {
        Member ann = new Member("ann", "free", true, Set.of(), List.of());
        Need need = new Need(ask(needs, most), ann, Usage.of(10, 100), Mode.SERVE_NOW, 0);
        Conditions conditions =
                new Conditions(key -> key.limit().equals("pool") ? pool : Tally.EMPTY, NOON);
        return new Router(List.of(offer)).plan(need, conditions);
    }

    private static Ask ask(Set<Ability> needs, long most) {
        return new Ask(
                Endpoint.CHAT,
                "m",
                Size.of(10),
                needs,
                new Consent(Set.of(), most, false),
                false,
                false,
                Document.EMPTY,
                Optional.empty());
    }

    private static Offer offer(Map<String, Long> billing) {
        Model model =
                new Model(
                        "m",
                        List.of(),
                        "",
                        10_000,
                        1_000,
                        100,
                        EnumSet.of(Ability.CHAT, Ability.TOOLS),
                        Condition.ALWAYS,
                        Map.of(Meter.MICRO_DOLLARS, Price.tokens(1_000_000, 1_000_000, 1_000_000)),
                        Model.Merit.unrated(10));
        Provider provider =
                new Provider(
                        "p",
                        "P",
                        "https://p.example",
                        List.of(),
                        Wire.openAi(Map.of()),
                        LocalDate.MAX,
                        "",
                        List.of(model),
                        SOURCE,
                        terms());
        Permit permit =
                new Permit(
                        false,
                        billing,
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty());
        Account account =
                new Account(provider, "a", new Secret("k"), provider.baseUrl(), Facts.NONE, permit);
        return Offer.of(account, model, NOON);
    }

    private static Terms terms() {
        Limit pool = Limit.of("pool", Meter.TOTAL_TOKENS, POOL);
        return new Terms(
                List.of(new Clause(pool, Dimension.ACCOUNT, "*", "*", Condition.ALWAYS, SOURCE)),
                List.of(
                        new Gate(
                                List.of("*"),
                                Condition.ALWAYS,
                                Set.of(Ability.TOOLS),
                                "tools",
                                "tools are billed",
                                SOURCE)),
                List.of(new Billing("tools", Set.of("pool"), "tools cost", SOURCE)),
                Privacy.OWN,
                TermsOfUse.ANYONE);
    }
}
