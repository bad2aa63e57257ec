package dev.freeway.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Brought;
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
import dev.freeway.core.quota.Media;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom an offer serves, with what, and when it is free. */
class FitnessTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Provenance SOURCE =
            new Provenance("a test", LocalDate.EPOCH, Provenance.Certainty.VERIFIED);
    private static final Member ANN = new Member("ann", "free", false, Set.of(), List.of());
    private static final Member OPERATOR = new Member("op", "free", true, Set.of(), List.of());

    @Test
    void anAccountForItsOwnerServesWhoBroughtItAlone() {
        Terms terms = terms(TermsOfUse.Serves.OWNER, List.of());
        assertThat(lacking(terms, permit(Optional.empty(), Set.of()), ANN))
                .contains("its terms of use let it serve its owner alone");
        assertThat(lacking(terms, permit(Optional.empty(), Set.of()), OPERATOR)).isEmpty();
        assertThat(lacking(terms, permit(Optional.of("ann"), Set.of()), ANN)).isEmpty();
        assertThat(lacking(terms, permit(Optional.of("ann"), Set.of()), OPERATOR)).isPresent();
    }

    @Test
    void whatAMemberBroughtServesThatMemberAlone() {
        Terms anyone = terms(TermsOfUse.Serves.ANYONE, List.of());
        Permit anns = Permit.ofMember("ann", new Brought("", Brought.Order.LAST));
        assertThat(lacking(anyone, anns, ANN)).isEmpty();
        assertThat(lacking(anyone, anns, OPERATOR)).isPresent();
    }

    @Test
    void theOperatorMayWidenIt() {
        Terms terms = terms(TermsOfUse.Serves.OWNER, List.of());
        Permit wide =
                new Permit(
                        false,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.of(TermsOfUse.Serves.ANYONE),
                        Optional.empty());
        assertThat(lacking(terms, wide, ANN)).isEmpty();
    }

    @Test
    void aBarredRegionIsNotServed() {
        Terms terms = terms(TermsOfUse.Serves.ANYONE, List.of());
        assertThat(lacking(terms, permit(Optional.empty(), Set.of("EEA")), ANN))
                .contains("its free tier must not serve EEA");
        assertThat(lacking(terms, permit(Optional.empty(), Set.of("UK")), ANN)).isEmpty();
    }

    @Test
    void whatMayTrainDoesNotExistForWhoMinds() {
        Offer offer = offer(terms(TermsOfUse.Serves.ANYONE, List.of()), Permit.NONE);
        Ask minding = ask(Set.of()).demanding(Set.of(Privacy.Demand.NO_TRAINING));
        assertThat(lacking(offer, minding, ANN)).contains("does not promise no-training");
        Ask other = ask(Set.of()).demanding(Set.of(Privacy.Demand.NO_RETENTION));
        assertThat(lacking(offer, other, ANN)).isEmpty();
    }

    @Test
    void aShutGateClosesAnOfferAndSaysWhy() {
        Gate card =
                new Gate(
                        List.of("*"),
                        new Condition.Is("card", "yes"),
                        Set.of(),
                        "",
                        "it wants a card",
                        Privacy.OWN.provenance());
        Offer offer = offer(terms(TermsOfUse.Serves.ANYONE, List.of(card)), Permit.NONE);
        assertThat(lacking(offer, ask(Set.of()), ANN)).contains("it wants a card");
        assertThat(Fitness.alive(offer, NOON)).isFalse();
    }

    @Test
    void whatIsAllowedWithACeilingIsTakenFromThatInstead() {
        Gate tools =
                new Gate(
                        List.of("*"),
                        Condition.ALWAYS,
                        Set.of(Ability.TOOLS),
                        "tools",
                        "billed",
                        Privacy.OWN.provenance());
        Terms terms = terms(TermsOfUse.Serves.ANYONE, List.of(tools));
        Offer free = offer(terms, Permit.NONE);
        assertThat(lacking(free, ask(Set.of(Ability.TOOLS)), ANN)).contains("billed");
        assertThat(lacking(free, ask(Set.of()), ANN)).isEmpty();

        Permit allowed =
                new Permit(
                        false,
                        Map.of("tools", 2_000_000L),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty());
        Offer billed = offer(terms, allowed);
        assertThat(lacking(billed, ask(Set.of(Ability.TOOLS)), ANN)).isEmpty();
        assertThat(billed.limits(Set.of(Ability.TOOLS)))
                .extracting(bound -> bound.limit().id(), bound -> bound.limit().counter().amount())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("billed_tools", 2_000_000L));
        assertThat(billed.limits(Set.of()))
                .extracting(bound -> bound.limit().id())
                .containsExactly("pool");
        assertThat(billed.limits().getFirst().limit().exhaustion())
                .isInstanceOf(Exhaustion.Spill.class);
        assertThat(free.limits().getFirst().limit().exhaustion())
                .isInstanceOf(Exhaustion.Refuse.class);
    }

    /** Of the model's 10,000 tokens the answer asked for takes 400. */
    @Test
    void onlyWhatSurelyIsTooLongIsNotSent() {
        Offer offer = offer(terms(TermsOfUse.Serves.ANYONE, List.of()), Permit.NONE);
        assertThat(lacking(offer, likely(12_000), ANN)).isEmpty();
        assertThat(lacking(offer, likely(12_001), ANN)).contains("context of 10000 tokens");
    }

    /** Every permit with every member, ability and length: each must agree. */
    @Test
    void whatPassesTheSieveSurelyFitsAndThatIsMuch() {
        List<Ask> asks = new ArrayList<>(List.of(likely(12_000), likely(12_001)));
        for (Ability ability : Ability.values()) {
            asks.add(ask(Set.of(ability)));
        }
        int passed = 0;
        for (Offer offer : everyOffer()) {
            for (Ask ask : asks) {
                for (Member member : List.of(ANN, OPERATOR)) {
                    lacking(offer, ask, member);
                    passed += passes(offer, ask, member) ? 1 : 0;
                }
            }
        }
        assertThat(passed).isGreaterThan(20);
    }

    private static List<Offer> everyOffer() {
        List<Offer> offers = new ArrayList<>();
        for (TermsOfUse.Serves serves : TermsOfUse.Serves.values()) {
            for (Optional<String> owner : List.of(Optional.<String>empty(), Optional.of("ann"))) {
                offers.add(offer(terms(serves, List.of()), permit(owner, Set.of())));
                offers.add(offer(terms(serves, List.of()), permit(owner, Set.of("EEA"))));
            }
            offers.add(
                    offer(
                            terms(serves, List.of()),
                            Permit.ofMember("ann", new Brought("", Brought.Order.FIRST))));
        }
        return offers;
    }

    private static boolean passes(Offer offer, Ask ask, Member member) {
        Need need = new Need(ask, member, Usage.NONE, Mode.SERVE_NOW, 0);
        return new Sieve(List.of(offer)).passes(0, Sieve.Mesh.of(Wanted.parse(ask.model()), need));
    }

    private static Ask likely(long tokens) {
        return new Ask(
                Endpoint.CHAT,
                "m",
                new Size(50_000, tokens, OptionalLong.of(400), 1, Media.NONE),
                Set.of(),
                Consent.SILENT,
                false,
                false,
                Document.EMPTY,
                Optional.empty());
    }

    private static Optional<String> lacking(Terms terms, Permit permit, Member member) {
        return lacking(offer(terms, permit), ask(Set.of()), member);
    }

    private static Optional<String> lacking(Offer offer, Ask ask, Member member) {
        Need need = new Need(ask, member, Usage.NONE, Mode.SERVE_NOW, 0);
        Optional<String> lacking = Fitness.lacking(offer, Wanted.parse(ask.model()), need, NOON);
        Sieve sieve = new Sieve(List.of(offer));
        Sieve.Mesh mesh = Sieve.Mesh.of(Wanted.parse(ask.model()), need);
        if (sieve.passes(0, mesh)) {
            assertThat(lacking).as("what passes the sieve surely fits").isEmpty();
        }
        if (sieve.fails(0, mesh)) {
            assertThat(lacking).as("what fails it surely does not").isPresent();
        }
        return lacking;
    }

    private static Permit permit(Optional<String> owner, Set<String> regions) {
        return new Permit(
                false,
                Map.of(),
                owner,
                Optional.empty(),
                regions,
                Optional.empty(),
                Optional.empty());
    }

    private static Terms terms(TermsOfUse.Serves serves, List<Gate> gates) {
        Limit pool =
                Limit.of("pool", Meter.TOTAL_TOKENS, Window.rolling(100_000, Duration.ofDays(1)));
        return new Terms(
                List.of(new Clause(pool, Dimension.ACCOUNT, "*", "*", Condition.ALWAYS, SOURCE)),
                gates,
                List.of(new Billing("tools", Set.of("pool"), "tools cost", SOURCE)),
                new Privacy(
                        Privacy.Answer.YES,
                        Privacy.Answer.NO,
                        Condition.NEVER,
                        Set.of("EEA"),
                        "",
                        SOURCE),
                new TermsOfUse(serves, false, false, false, SOURCE));
    }

    private static Offer offer(Terms terms, Permit permit) {
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
                        terms);
        Account account =
                new Account(provider, "a", new Secret("k"), provider.baseUrl(), Facts.NONE, permit);
        return Offer.of(account, model, NOON);
    }

    private static Ask ask(Set<Ability> needs) {
        return new Ask(
                Endpoint.CHAT,
                "m",
                Size.of(10),
                needs,
                Consent.SILENT,
                false,
                false,
                new Document(new byte[] {'{', '}'}, List.of()),
                Optional.empty());
    }
}
