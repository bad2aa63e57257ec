package dev.freeway.app.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.freeway.api.plan.Demand;
import dev.freeway.api.plan.Forecast;
import dev.freeway.api.plan.Planner;
import dev.freeway.api.plan.Trace;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Dimension;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.member.Member;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Window;
import dev.freeway.core.routing.Profile;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Worlds of one or two providers, so small that what they can carry is known by hand. */
class ForecasterTest {
    /** Midnight, so that a day of the forecast is a day of the calendar. */
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    private static final Member ANN = new Member("ann", "free", true, Set.of(), List.of());

    private final List<Offer> offers = new ArrayList<>();
    private final Map<CounterKey, Tally> tallies = new HashMap<>();

    private static Counter aDay(long amount) {
        return Window.calendar(amount, CalendarUnit.DAY, ZoneOffset.UTC);
    }

    private CounterKey provider(String id, Meter meter, Counter counter) {
        Model model =
                new Model(
                        "talker",
                        List.of(),
                        100_000,
                        10_000,
                        1_000,
                        Set.of(Ability.CHAT, Ability.TOOLS),
                        100);
        Clause clause =
                new Clause(
                        Limit.of("limit", meter, counter),
                        Dimension.ACCOUNT,
                        "*",
                        "*",
                        Condition.ALWAYS,
                        Privacy.OWN.provenance());
        Provider provider =
                Provider.openAi(
                        id,
                        "https://" + id + ".test/v1",
                        Wire.openAi(Map.of()),
                        List.of(model),
                        List.of(clause));
        Account account =
                new Account(
                        provider,
                        "main",
                        new Secret("sk-1"),
                        provider.baseUrl(),
                        Facts.NONE,
                        Permit.NONE);
        offers.add(Offer.of(account, model, FROM));
        return new CounterKey(id, "main", CounterKey.SHARED, "limit");
    }

    private Forecaster forecaster(Function<Instant, Profile> profile) {
        return new Forecaster(
                () -> offers,
                new Forecaster.Standing(
                        key -> tallies.getOrDefault(key, Tally.EMPTY), _ -> OptionalLong.empty()),
                profile,
                () -> FROM);
    }

    private Forecast forecast(Demand demand) throws Planner.Busy {
        return forecaster(_ -> Profile.unknown()).plan(demand, ANN);
    }

    private static Demand demand(double perDay, int days) {
        return new Demand(perDay, 1_000, 300, Set.of(Ability.CHAT), Optional.empty(), days);
    }

    private static List<Long> servedByDay(Forecast forecast) {
        return forecast.days().stream().map(Forecast.Day::served).toList();
    }

    @Test
    void whatFitsIsServedAndNothingBinds() throws Exception {
        provider("acme", Meter.REQUESTS, aDay(10));
        provider("bank", Meter.REQUESTS, aDay(15));
        Forecast forecast = forecast(demand(20, 3));
        assertThat(forecast.asked()).isEqualTo(60);
        assertThat(servedByDay(forecast)).containsExactly(20L, 20L, 20L);
        assertThat(forecast.binding()).isEmpty();
        assertThat(forecast.oneMore()).isEmpty();
        assertThat(forecast.weight()).isEqualTo(1);
    }

    /**
     * At the price at which as much is asked for as there is, the last of a day may be left over.
     */
    @Test
    void ofMoreAsMuchIsServedAsTheLimitsHoldAndOneMoreAccountAddsItsOwn() throws Exception {
        provider("acme", Meter.REQUESTS, aDay(10));
        provider("bank", Meter.REQUESTS, aDay(15));
        Forecast forecast = forecast(demand(60, 4));
        assertThat(forecast.asked()).isEqualTo(240);
        assertThat(servedByDay(forecast)).allSatisfy(day -> assertThat(day).isBetween(24L, 25L));
        assertThat(forecast.carriers())
                .extracting(Forecast.Carrier::provider)
                .containsExactly("bank", "acme");
        assertThat(forecast.oneMore())
                .extracting(Forecast.OneMore::provider)
                .containsExactly("bank", "acme");
        assertThat(forecast.oneMore().getFirst().adds()).isBetween(56L, 64L);
        assertThat(forecast.oneMore().getLast().adds()).isBetween(36L, 44L);
    }

    @Test
    void itBeginsWhereTheLedgerStands() throws Exception {
        CounterKey acme = provider("acme", Meter.REQUESTS, aDay(10));
        tallies.put(acme, aDay(10).use(Tally.EMPTY, 7, Span.at(FROM)).hold(2));
        assertThat(servedByDay(forecast(demand(60, 2)))).containsExactly(1L, 10L);
    }

    @Test
    void theLimitThatBindsIsNamedWithWhenAndHowOften() throws Exception {
        CounterKey acme = provider("acme", Meter.TOTAL_TOKENS, aDay(13_000));
        Forecast forecast = forecast(demand(48, 1));
        // 13,000 of 1,300 each, and the last must leave room for as long an answer as there may be.
        assertThat(forecast.served()).isBetween(8L, 10L);
        assertThat(forecast.binding()).hasSize(1);
        Forecast.Binding binding = forecast.binding().getFirst();
        assertThat(binding.key()).isEqualTo(acme);
        assertThat(binding.refused()).isEqualTo(48 - forecast.served());
        assertThat(binding.first()).isBetween(FROM, FROM.plus(Duration.ofHours(6)));
    }

    @Test
    void aRequestThatNoLimitCouldEverHoldIsSaidToBe() throws Exception {
        provider("acme", Meter.TOTAL_TOKENS, aDay(1_500));
        Forecast forecast = forecast(demand(10, 1));
        assertThat(forecast.served()).isZero();
        assertThat(forecast.binding()).isEmpty();
        assertThat(forecast.unfit())
                .containsExactly(
                        "acme/main/*/limit: a request may take 2000 total_tokens, and it is 1500 in"
                                + " all");
    }

    @Test
    void aMonthlyCreditLastsTheMonthAndIsThereAgainInTheNext() throws Exception {
        provider("bank", Meter.REQUESTS, Window.calendar(60, CalendarUnit.MONTH, ZoneOffset.UTC));
        Forecast forecast = forecast(demand(20, 31));
        long november =
                servedByDay(forecast).subList(0, 30).stream().mapToLong(Long::longValue).sum();
        assertThat(november).isBetween(54L, 60L);
        Forecast.Credit credit = forecast.credits().getFirst();
        assertThat(credit.left()).isEqualTo(60);
        assertThat(credit.leftByDay()).hasSize(31);
        assertThat(credit.leftByDay().getFirst()).isBetween(50L, 60L);
        assertThat(credit.leftByDay().getLast()).isEqualTo(60 - forecast.served() + november);
        credit.runsOut()
                .ifPresent(at -> assertThat(at).isAfter(Instant.parse("2026-11-26T00:00:00Z")));
    }

    @Test
    void aPotThatExpiresIsSpentBefore() throws Exception {
        provider("pots", Meter.REQUESTS, new Pot(30, FROM.plus(Duration.ofDays(3))));
        Forecast forecast = forecast(demand(20, 5));
        assertThat(forecast.served()).isBetween(27L, 30L);
        assertThat(servedByDay(forecast).subList(3, 5)).containsExactly(0L, 0L);
    }

    @Test
    void aPotThatIsEmptyAddsNothing() throws Exception {
        CounterKey pots = provider("pots", Meter.REQUESTS, new Pot(5, Instant.MAX));
        provider("bank", Meter.REQUESTS, aDay(100));
        tallies.put(pots, new Pot(5, Instant.MAX).use(Tally.EMPTY, 5, Span.at(FROM)));
        Forecast forecast = forecast(demand(20, 2));
        assertThat(forecast.served()).isEqualTo(40);
        assertThat(forecast.credits())
                .extracting(Forecast.Credit::key, Forecast.Credit::left)
                .containsExactly(tuple(pots, 0L));
    }

    @Test
    void aSampleComesToAboutAsMuchAsAlmostTheSamePlayedWhole() throws Exception {
        provider("acme", Meter.REQUESTS, aDay(1_000));
        provider("bank", Meter.REQUESTS, Window.rolling(10, Duration.ofMinutes(1)));
        Forecast whole = forecast(demand(20_000, 1));
        Forecast sample = forecast(demand(20_200, 1));
        assertThat(whole.weight()).isEqualTo(1);
        assertThat(sample.weight()).isEqualTo(2);
        assertThat(sample.asked()).isCloseTo(20_200, withPercentage(1));
        assertThat(sample.served()).isCloseTo(whole.served(), withPercentage(5));
    }

    @Test
    void aTraceIsPlayedOverAndOverThinnedToTheRate() throws Exception {
        provider("acme", Meter.INPUT_TOKENS, aDay(1_000_000));
        Trace trace =
                Trace.read(new StringReader("t_s,input_tokens,output_tokens\n0,10,1\n1800,30,1\n"));
        Demand demand = new Demand(24, 9, 9, Set.of(Ability.CHAT), Optional.of(trace), 2);
        Forecast forecast = forecast(demand);
        assertThat(forecast.asked()).isEqualTo(48);
        assertThat(forecast.served()).isEqualTo(48);
    }

    @Test
    void aTraceIsThickenedToTheRateUpToTheLastMoment() throws Exception {
        provider("acme", Meter.REQUESTS, aDay(10_000));
        Trace trace =
                Trace.read(new StringReader("t_s,input_tokens,output_tokens\n0,9,9\n9000,9,9\n"));
        Demand demand = new Demand(1_000, 9, 9, Set.of(Ability.CHAT), Optional.of(trace), 1);
        Forecast forecast = forecast(demand);
        assertThat(forecast.asked()).isBetween(990L, 1_010L);
        assertThat(forecast.served()).isEqualTo(forecast.asked());
    }

    @Test
    void oneForecastAtATimeIsMade() {
        AtomicReference<Forecaster> forecaster = new AtomicReference<>();
        AtomicBoolean refused = new AtomicBoolean();
        forecaster.set(
                forecaster(_ -> {
                    try {
                        forecaster.get().plan(demand(1, 1), ANN);
                    } catch (Planner.Busy e) {
                        refused.set(true);
                    }
                    return Profile.unknown();
                }));
        assertThatCode(() -> forecaster.get().plan(demand(1, 1), ANN)).doesNotThrowAnyException();
        assertThat(refused).isTrue();
    }
}
