package dev.freeway.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credits are granted, bought, closed and returned, and what was decided is booked. */
class CreditsTest {
    private Town town;
    private MemoryCreditBook book;
    private Credits credits;
    private Actor ann;

    @BeforeEach
    void anAccount() throws Declined {
        town = new Town();
        town.add("bob");
        ann = town.actor(town.add("ann"));
        book = new MemoryCreditBook(town.clock);
        credits = new Credits(town.registry, book);
    }

    private CreditGrant grant(long microDollars, Instant until) throws Declined {
        return credits.grant(
                town.operator(),
                new Credits.Wanted("ann", microDollars, CreditGrant.Source.GRANTED, until, ""));
    }

    private CreditGrant now(CreditGrant grant) {
        return town.registry.roster().grant(grant.id()).orElseThrow();
    }

    @Test
    void whatAProcessThatDiedHasNotBookedTheNextBooks() throws Declined {
        Credits dying = new Credits(town.registry, new Unbooked(book));
        Credits.Wanted wanted =
                new Credits.Wanted("ann", 70, CreditGrant.Source.PROMOTION, Instant.MAX, "");
        assertThatThrownBy(() -> dying.grant(town.operator(), wanted))
                .isInstanceOf(IllegalStateException.class);
        assertThat(town.registry.roster().openGrants("ann")).hasSize(1);
        assertThat(book.lines("ann", Long.MAX_VALUE, 9)).isEmpty();
        credits.settle();
        credits.settle();
        assertThat(book.lines("ann", Long.MAX_VALUE, 9))
                .extracting(CreditBook.Line::what, CreditBook.Line::microDollars)
                .containsExactly(tuple("promotion", 70L));
    }

    /** A book of a process that dies before it writes. */
    private record Unbooked(CreditBook book) implements CreditBook {
        @Override
        public void fill(Collection<CreditGrant> grants) {
            throw new IllegalStateException("killed");
        }

        @Override
        public OptionalLong drain(Bound pot, End end) {
            return book.drain(pot, end);
        }

        @Override
        public Tally tally(CounterKey pot) {
            return book.tally(pot);
        }

        @Override
        public List<Line> lines(String holder, long before, int limit) {
            return book.lines(holder, before, limit);
        }
    }

    @Test
    void whatIsSpentOrExpiredIsClosedWithWhatWasLeft() throws Declined {
        CreditGrant spent = grant(100, Instant.MAX);
        CreditGrant expiring = grant(50, town.clock.instant().plus(Duration.ofHours(1)));
        book.spend(spent.pot(), 100);
        town.clock.turn(Duration.ofHours(1));
        credits.settle();
        assertThat(now(spent).state()).isEqualTo(CreditGrant.State.CLOSED);
        assertThat(now(spent).rest()).isZero();
        assertThat(now(expiring).rest()).isEqualTo(50);
        assertThat(town.registry.roster().openGrants("ann")).isEmpty();
    }

    @Test
    void whatIsReturnedIsKnownWhenNoRequestHoldsOfIt() throws Declined {
        Invoice invoice = credits.order(ann, new Credits.Order("ann", 1_000, OptionalLong.empty()));
        credits.pay(town.operator(), invoice.id(), "cash");
        CreditGrant grant = credits.of(invoice).orElseThrow();
        book.spend(grant.pot(), 300);
        book.hold(grant.pot(), 200);
        credits.refund(town.operator(), invoice.id());
        assertThat(town.registry.roster().openGrants("ann")).as("pays no more").isEmpty();
        assertThat(now(grant).closedAt()).isEqualTo(Instant.MAX);
        book.hold(grant.pot(), -200);
        credits.settle();
        assertThat(now(grant).state()).isEqualTo(CreditGrant.State.RETURNED);
        assertThat(now(grant).rest()).isEqualTo(700);
        assertThat(invoice.refund(700)).isEqualTo(700);
        assertThatThrownBy(() -> credits.refund(town.operator(), invoice.id()))
                .isInstanceOf(Declined.class);
    }

    @Test
    void aPriceIsPaidBackInProportionRoundedUp() {
        Invoice dear =
                new Invoice("inv_1", "ann", 3, 10, Invoice.State.PAID, "", "ann", Instant.EPOCH);
        assertThat(dear.refund(1)).isEqualTo(4);
        assertThat(dear.refund(3)).isEqualTo(10);
        assertThat(dear.grant()).isEqualTo("gr_1");
    }

    @Test
    void onlyOperatorsGrantAndNobodySeesAnothersAccount() throws Declined {
        Credits.Wanted wanted =
                new Credits.Wanted("ann", 5, CreditGrant.Source.GRANTED, Instant.MAX, "");
        assertThatThrownBy(() -> credits.grant(ann, wanted)).isInstanceOf(Declined.class);
        assertThatThrownBy(() -> credits.list(ann, "bob")).hasMessageContaining("no account");
        assertThatThrownBy(() -> credits.allow(ann, "bob", Map.of("pay_as_you_go", 5L)))
                .hasMessageContaining("no account");
        Credits.Order cheap = new Credits.Order("ann", 5, OptionalLong.of(1));
        assertThatThrownBy(() -> credits.order(ann, cheap)).hasMessageContaining("operators");
        grant(5, Instant.MAX);
        assertThat(credits.list(ann, "")).hasSize(1);
        assertThatThrownBy(() -> grant(0, Instant.MAX)).hasMessageContaining("micro_dollars: 0");
        assertThatThrownBy(() -> grant(1, town.clock.instant())).hasMessageContaining("future");
    }

    @Test
    void nothingIsBilledUnlessTheAccountSaysSo() throws Declined {
        assertThat(town.registry.roster().ceilings("ann")).isEmpty();
        credits.allow(ann, "ann", Map.of("pay_as_you_go", 5L));
        assertThat(town.registry.roster().ceilings("ann")).containsEntry("pay_as_you_go", 5L);
        credits.allow(ann, "ann", Map.of("pay_as_you_go", 0L));
        assertThat(town.registry.roster().ceilings("ann")).isEmpty();
        assertThatThrownBy(() -> credits.allow(ann, "ann", Map.of("pay_as_you_go", -1L)))
                .isInstanceOf(Declined.class);
    }
}
