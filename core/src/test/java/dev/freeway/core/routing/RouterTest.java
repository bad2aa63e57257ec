package dev.freeway.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Member ANN = new Member("ann", "free", true, Set.of(), List.of());

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Counter DAY = Window.calendar(100, CalendarUnit.DAY, ZoneOffset.UTC);

    private final Offer quick = offer("quick", "big", 900, LocalDate.MAX, DAY);
    private final Offer slow = offer("slow", "big", 10, LocalDate.MAX, DAY);
    private final Offer pot = offer("once", "big", 100, LocalDate.MAX, new Pot(100, Instant.MAX));
    private final Offer gone = offer("gone", "old", 100, LocalDate.of(2026, 7, 30), DAY);
    private final Router router = new Router(List.of(pot, quick, slow, gone));

    @Test
    void aBareNameMeansWhoeverHasIt() {
        assertThat(ids("big")).containsExactlyInAnyOrder("quick/big", "slow/big", "once/big");
        assertThat(ids("slow/big")).containsExactly("slow/big");
        assertThat(ids("auto")).hasSize(3);
    }

    @Test
    void anAccountCanBeNamedWithTheProvider() {
        String account = slow.account().name();
        assertThat(ids("slow@" + account + "/big")).containsExactly("slow/big");
        Route route = plan(ask("slow@another/big", Set.of()), _ -> Tally.EMPTY);
        assertThat(route).isInstanceOf(Route.UnknownModel.class);
    }

    @Test
    void whatPerishesGoesFirstAndWhatDoesNotLast() {
        assertThat(ids("big").getLast()).isEqualTo("once/big");
    }

    @Test
    void whatIsUsedFasterThanTheDayGoesByGetsDear() {
        Tally busy = DAY.use(Tally.EMPTY, 90, Span.at(NOON));
        CounterKey key = quick.limits().getFirst().key();
        Route route = plan(ask("big", Set.of()), k -> k.equals(key) ? busy : Tally.EMPTY);
        assertThat(((Route.Open) route).candidates().getFirst().offer()).isEqualTo(slow);
    }

    @Test
    void suffixesChooseByPaceOrPrice() {
        assertThat(ids("big:fastest").getFirst()).isEqualTo("quick/big");
        assertThat(ids("big:free")).hasSize(3);
        assertThat(ids("big:cheapest")).hasSize(3);
    }

    @Test
    void theRetiredAreNotAskedAndItIsSaidWhy() {
        Route route = plan(ask("old", Set.of()), _ -> Tally.EMPTY);
        assertThat(((Route.Unfit) route).reasons()).containsExactly("gone/old: it ended");
    }

    @Test
    void whatAModelCannotDoIsNotAskedOfIt() {
        Route route = plan(ask("big", Set.of(Ability.VISION)), _ -> Tally.EMPTY);
        assertThat(((Route.Unfit) route).reasons())
                .allMatch(reason -> reason.contains("no vision"));
    }

    @Test
    void anUnknownNameGetsOnesAlike() {
        Route route = plan(ask("bigger", Set.of()), _ -> Tally.EMPTY);
        assertThat(route).isInstanceOf(Route.UnknownModel.class);
    }

    @Test
    void predictionsGoWhereTheyAreRun() {
        Ask run = ask(Endpoint.PREDICTIONS, "big", Set.of());
        Route route = plan(run, _ -> Tally.EMPTY);
        assertThat(((Route.Unfit) route).reasons())
                .allMatch(reason -> reason.contains("runs no predictions"));
    }

    /** At prices by the pace, as long as no others are known. */
    private Route plan(Ask ask, Function<CounterKey, Tally> tallies) {
        Need need = new Need(ask, ANN, Usage.of(10, 100), Mode.SERVE_NOW, 0);
        return router.at(Pace.prices(router.offers(), tallies, NOON))
                .plan(need, new Conditions(tallies, NOON));
    }

    private List<String> ids(String model) {
        Route route = plan(ask(model, Set.of()), _ -> Tally.EMPTY);
        return ((Route.Open) route).candidates().stream().map(c -> c.offer().id()).toList();
    }

    private static Ask ask(String model, Set<Ability> needs) {
        return ask(Endpoint.CHAT, model, needs);
    }

    private static Ask ask(Endpoint endpoint, String model, Set<Ability> needs) {
        return new Ask(
                endpoint,
                model,
                Size.of(10),
                needs,
                Consent.SILENT,
                false,
                false,
                new Document(new byte[] {'{', '}'}, List.of()),
                Optional.empty());
    }

    private static Offer offer(String id, String name, long pace, LocalDate ends, Counter counter) {
        Model model = new Model(name, List.of(), 1_000, 500, 100, EnumSet.of(Ability.CHAT), pace);
        Provider provider =
                new Provider(
                        id,
                        id,
                        "https://" + id + ".example",
                        List.of(),
                        Wire.openAi(Map.of()),
                        ends,
                        "it ended",
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
        CounterKey key = new CounterKey(id, "a", CounterKey.SHARED, "rpd");
        return new Offer(
                account, model, List.of(new Bound(key, Limit.of("rpd", Meter.REQUESTS, counter))));
    }
}
