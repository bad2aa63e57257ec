package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Dimension;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Provenance;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Terms;
import dev.freeway.core.catalog.TermsOfUse;
import dev.freeway.core.member.Allowance;
import dev.freeway.core.member.Habits;
import dev.freeway.core.member.Plan;
import dev.freeway.core.member.Purse;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Usage;
import dev.freeway.members.Actor;
import dev.freeway.members.CreditBook;
import dev.freeway.members.CreditGrant;
import dev.freeway.members.Credits;
import dev.freeway.members.Declined;
import dev.freeway.members.Entrances;
import dev.freeway.members.Invoice;
import dev.freeway.members.MemoryRecords;
import dev.freeway.members.Registry;
import dev.freeway.members.Seal;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Lease;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import dev.freeway.testkit.Cases;
import dev.freeway.testkit.TurnedClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Credits are spent first to expire first, and every micro-dollar that went in was spent, is left,
 * expired or was returned: through grants, sales, refunds, expiries, failures and restarts, held
 * against a purse that is kept naively beside.
 */
abstract class CreditBookContract {
    private static final String ANN = "ann";
    private static final long FREE = 1_000;
    private static final Lease LEASE = new Lease(Duration.ofMinutes(15), false);
    private static final Provenance SOURCE =
            new Provenance("test", LocalDate.EPOCH, Provenance.Certainty.VERIFIED);
    private static final Price A_TOKEN_A_MICRO_DOLLAR = Price.tokens(0, 0, 1_000_000);
    private static final Model MODEL =
            new Model(
                    "m",
                    List.of(),
                    "",
                    10_000,
                    1_000,
                    100,
                    Set.of(Model.Ability.CHAT),
                    Condition.ALWAYS,
                    Map.of(Meter.MICRO_DOLLARS, A_TOKEN_A_MICRO_DOLLAR),
                    Model.Merit.unrated(10));
    private static final Plan PLAN =
            Plan.of(
                    "free",
                    new Terms(
                            List.of(
                                    new Clause(
                                            Limit.of(
                                                    "credit",
                                                    Meter.MICRO_DOLLARS,
                                                    new Pot(FREE, Instant.MAX)),
                                            Dimension.ACCOUNT,
                                            "*",
                                            "*",
                                            Condition.ALWAYS,
                                            SOURCE)),
                            List.of(),
                            List.of(new Billing(Purse.CREDITS, Set.of("credit"), "", SOURCE)),
                            Privacy.OWN,
                            TermsOfUse.ANYONE),
                    Habits.NONE);

    final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final List<Naive> purse = new ArrayList<>();
    private Registry registry;
    private Actor operator;
    private Store store;
    private Credits credits;
    private long free = FREE;

    /** Opens what was kept before. */
    abstract Store open();

    /** A connection to look at the rows by. */
    abstract Connection look() throws SQLException;

    /** A grant, kept naively. */
    private static final class Naive {
        private final CreditGrant grant;
        private long left;
        private long spent;
        private long expired;
        private long returned;

        Naive(CreditGrant grant) {
            this.grant = grant;
            left = grant.microDollars();
        }
    }

    @BeforeEach
    void anAccount() throws Declined {
        registry =
                new Registry(
                        new MemoryRecords(clock),
                        () -> Set.of("free"),
                        _ -> false,
                        clock,
                        new Random(7),
                        Seal.NONE);
        Entrances.Comer comer = new Entrances.Comer(ANN, "", new Secret(""));
        String code = registry.entrances().setupCode().orElseThrow().reveal();
        String token = registry.entrances().setUp(code, comer, "free").first().token().id();
        operator = registry.actor(token).orElseThrow();
    }

    private void start() {
        store = open();
        credits = new Credits(registry, store);
    }

    Optional<Limit> limit(CounterKey key) {
        return Purse.holds(key)
                ? registry.roster().grant(key.subject()).map(grant -> grant.pot().limit())
                : PLAN.member(ANN, false, Set.of()).allowance().limit(key, clock.instant());
    }

    /** How many random steps it takes. */
    int steps() {
        return 10_000;
    }

    @Test
    void everyMicroDollarIsSpentLeftExpiredOrReturned() throws Exception {
        start();
        Cases.forAll(
                1,
                random -> {
                    for (int i = 0; i < steps(); i++) {
                        step(random);
                    }
                    finish();
                });
    }

    private void step(RandomGenerator random) throws Exception {
        switch (random.nextInt(40)) {
            case 0, 1 -> give(random);
            case 2 -> buy(random);
            case 3 -> takeBack();
            case 4, 5 -> {
                clock.turn(Duration.ofMinutes(random.nextInt(600)));
                credits.settle();
                expire();
            }
            case 6 -> check();
            case 7 -> {
                if (random.nextInt(5) == 0) {
                    store.close();
                    start();
                    credits.settle();
                    expire();
                }
            }
            default -> spend(random);
        }
    }

    private void give(RandomGenerator random) throws Declined {
        Instant until =
                random.nextInt(4) == 0
                        ? Instant.MAX
                        : clock.instant().plus(Duration.ofMinutes(1 + random.nextInt(6_000)));
        CreditGrant.Source source =
                random.nextBoolean() ? CreditGrant.Source.GRANTED : CreditGrant.Source.PROMOTION;
        if (registry.roster().openGrants(ANN).size() < 90) {
            long amount = 1 + random.nextInt(3_000);
            purse.add(
                    new Naive(
                            credits.grant(
                                    operator, new Credits.Wanted(ANN, amount, source, until, ""))));
        }
    }

    private void buy(RandomGenerator random) throws Declined {
        Credits.Order order =
                new Credits.Order(ANN, 1 + random.nextInt(3_000), OptionalLong.empty());
        Invoice invoice = credits.order(operator, order);
        credits.pay(operator, invoice.id(), "cash");
        assertThat(credits.pay(operator, invoice.id(), "cash").state())
                .as("paid twice")
                .isEqualTo(Invoice.State.PAID);
        purse.add(new Naive(registry.roster().grant(invoice.grant()).orElseThrow()));
    }

    private void takeBack() throws Declined {
        Optional<Invoice> bought =
                credits.invoices(operator, ANN).stream()
                        .filter(i -> i.state() == Invoice.State.PAID)
                        .filter(i -> credits.of(i).orElseThrow().state() == CreditGrant.State.OPEN)
                        .findFirst();
        if (bought.isPresent()) {
            credits.refund(operator, bought.get().id());
            Naive naive =
                    purse.stream()
                            .filter(one -> one.grant.id().equals(bought.get().grant()))
                            .findFirst()
                            .orElseThrow();
            naive.returned = naive.left;
            naive.left = 0;
        }
    }

    private void expire() {
        for (Naive one : purse) {
            if (one.left > 0 && !clock.instant().isBefore(one.grant.expiresAt())) {
                one.expired = one.left;
                one.left = 0;
            }
        }
    }

    /** A request that holds more than it uses, or fails. */
    private void spend(RandomGenerator random) {
        long most = 1 + random.nextInt(500);
        long used = random.nextLong(most + 1);
        Allowance allowance = PLAN.member(ANN, false, Set.of()).allowance();
        List<Bound> pots =
                registry.roster().openGrants(ANN).stream().map(CreditGrant::pot).toList();
        Bound bound =
                allowance
                        .with(new Purse(pots))
                        .grant("m", MODEL, clock.instant())
                        .limits()
                        .getFirst();
        Claim claim = new Claim(List.of(new Draw(bound.key(), bound.limit(), Usage.of(0, most))));
        Reservation reservation = store.reserve(claim, LEASE);
        List<Naive> live =
                purse.stream()
                        .filter(one -> clock.instant().isBefore(one.grant.expiresAt()))
                        .toList();
        boolean enough = free + live.stream().mapToLong(one -> one.left).sum() >= most;
        assertThat(reservation instanceof Reservation.Held)
                .as("room for " + most)
                .isEqualTo(enough);
        if (!(reservation instanceof Reservation.Held(Hold hold))) {
            return;
        }
        if (random.nextInt(5) == 0) {
            store.release(hold).join();
            return;
        }
        Instant now = clock.instant();
        store.settle(hold, new Settlement(Usage.of(0, used), now, now, false, Optional.empty()))
                .join();
        pay(live, used);
    }

    private void pay(List<Naive> live, long used) {
        long rest = used - Math.min(used, free);
        free -= used - rest;
        List<Naive> order =
                live.stream()
                        .sorted(
                                Comparator.comparing((Naive one) -> one.grant.expiresAt())
                                        .thenComparing(one -> one.grant.id()))
                        .toList();
        for (Naive one : order) {
            long part = Math.min(rest, one.left);
            one.left -= part;
            one.spent += part;
            rest -= part;
        }
    }

    private void check() {
        for (Naive one : purse) {
            Bound pot = one.grant.pot();
            long used = pot.limit().counter().used(store.tally(pot.key()), clock.instant());
            boolean over = !clock.instant().isBefore(one.grant.expiresAt());
            long left = one.grant.microDollars() - used;
            assertThat(left).as(one.grant.id()).isNotNegative();
            assertThat(over ? 0 : left).as(one.grant.id()).isEqualTo(over ? 0 : one.left);
        }
    }

    private void finish() throws Exception {
        credits.settle();
        expire();
        check();
        Map<String, Map<String, Long>> sums = new HashMap<>();
        long before = Long.MAX_VALUE;
        List<CreditBook.Line> page = store.lines(ANN, before, 77);
        while (!page.isEmpty()) {
            page.forEach(line ->
                    sums.computeIfAbsent(line.grant(), _ -> new HashMap<>())
                            .merge(line.what(), line.microDollars(), Long::sum));
            page = store.lines(ANN, page.getLast().seq(), 77);
        }
        assertThat(sums).hasSize(purse.size());
        for (Naive one : purse) {
            Map<String, Long> sum = sums.get(one.grant.id());
            String in = one.grant.source().name().toLowerCase(Locale.ROOT);
            assertThat(sum.get(in)).isEqualTo(one.grant.microDollars());
            assertThat(sum.getOrDefault("spent", 0L)).isEqualTo(-one.spent);
            assertThat(sum.getOrDefault("expired", 0L)).isEqualTo(-one.expired);
            assertThat(sum.getOrDefault("returned", 0L)).isEqualTo(-one.returned);
            assertThat(sum.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(one.left);
        }
        assertThat(purse.stream().filter(one -> one.expired > 0)).hasSizeGreaterThan(2);
        assertThat(purse.stream().filter(one -> one.returned > 0)).hasSizeGreaterThan(1);
        store.close();
        assertThat(number("SELECT sum(balance) FROM account WHERE meter = 'micro_dollars'"))
                .isZero();
        assertThat(number("SELECT sum(balance) FROM account WHERE limit_id = 'credits'"))
                .as("less is out than in by what is left")
                .isEqualTo(-purse.stream().mapToLong(one -> one.left).sum());
    }

    @Test
    void whatIsHeldIsNotTakenOutAndWhatIsTakenOutIsTakenOnce() throws Exception {
        start();
        CreditGrant grant =
                credits.grant(
                        operator,
                        new Credits.Wanted(ANN, 100, CreditGrant.Source.GRANTED, Instant.MAX, ""));
        Bound pot = grant.pot();
        Limit priced = pot.limit().at(A_TOKEN_A_MICRO_DOLLAR);
        Claim claim = new Claim(List.of(new Draw(pot.key(), priced, Usage.of(0, 60))));
        Hold hold = ((Reservation.Held) store.reserve(claim, LEASE)).hold();
        assertThat(store.drain(pot, CreditBook.End.RETURNED)).isEmpty();
        store.fill(List.of(grant, grant));
        Instant now = clock.instant();
        store.settle(hold, new Settlement(Usage.of(0, 35), now, now, false, Optional.empty()))
                .join();
        assertThat(store.drain(pot, CreditBook.End.RETURNED)).hasValue(65);
        assertThat(store.drain(pot, CreditBook.End.EXPIRED)).hasValue(65);
        assertThat(store.reserve(claim, LEASE))
                .as("by one who read the grant before")
                .isInstanceOf(Reservation.Refused.class);
        store.close();
        start();
        assertThat(store.drain(pot, CreditBook.End.RETURNED)).hasValue(65);
        assertThat(store.lines(ANN, Long.MAX_VALUE, 9))
                .extracting(line -> line.what() + line.microDollars())
                .containsExactly("returned-65", "spent-35", "granted100");
        store.close();
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = look();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
