package dev.freeway.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is paid elsewhere counts once, and goes back once. */
class TillTest {
    private static final long PRICE = 20_000_000;

    private final MemoryPayments bank = new MemoryPayments();
    private Town town;
    private MemoryCreditBook book;
    private Credits credits;
    private Actor ann;

    @BeforeEach
    void anAccount() throws Declined {
        town = new Town();
        ann = town.actor(town.add("ann"));
        book = new MemoryCreditBook(town.clock);
        credits = new Credits(town.registry, book, bank);
    }

    private Invoice order() throws Declined {
        return credits.order(ann, new Credits.Order("ann", PRICE, OptionalLong.empty()));
    }

    private Payment.State state(String reference) {
        return town.registry.roster().payment(reference).orElseThrow().state();
    }

    @Test
    void whatAllReplicasAreToldAtOnceIsGrantedOnce() throws Exception {
        Invoice invoice = order();
        List<Till> tills = new ArrayList<>(List.of(credits.till()));
        for (int replica = 0; replica < 3; replica++) {
            tills.add(new Credits(town.another(), book, bank).till());
        }
        List<Callable<Void>> all = new ArrayList<>();
        for (int time = 0; time < 3; time++) {
            for (Till till : tills) {
                all.add(() -> {
                    MemoryPayments.tell(till, invoice, "p1", 2_000);
                    return null;
                });
            }
        }
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> told : each.invokeAll(all)) {
                told.get();
            }
        }
        town.registry.refresh();
        assertThat(town.registry.roster().openGrants("ann")).hasSize(1);
        assertThat(state("p1")).isEqualTo(Payment.State.TAKEN);
        assertThat(book.lines("ann", Long.MAX_VALUE, 9))
                .extracting(CreditBook.Line::what, CreditBook.Line::microDollars)
                .containsExactly(tuple("bought", PRICE));
    }

    @Test
    void whatGoesBackIsKnownWhenTheGrantHasClosed() throws Declined {
        Invoice invoice = order();
        MemoryPayments.tell(credits.till(), invoice, "p1", 2_000);
        CreditGrant grant = credits.of(invoice).orElseThrow();
        book.spend(grant.pot(), 3_000_001);
        book.hold(grant.pot(), 2_000_000);
        credits.refund(town.operator(), invoice.id());
        credits.till().payBack();
        assertThat(bank.refunded).isEmpty();
        assertThat(state("p1")).isEqualTo(Payment.State.TAKEN);
        book.hold(grant.pot(), -2_000_000);
        credits.settle();
        credits.till().payBack();
        credits.till().payBack();
        assertThat(bank.refunded).containsOnlyKeys("p1").containsValue(1_700L);
        assertThat(state("p1")).isEqualTo(Payment.State.RETURNED);
    }

    @Test
    void whatNobodyCanBeGivenGoesBackWhole() throws Declined {
        Invoice invoice = order();
        MemoryPayments.tell(credits.till(), invoice, "p1", 2_000);
        MemoryPayments.tell(credits.till(), invoice, "p2", 2_000);
        Invoice orphan = order();
        town.registry.people().remove(town.operator(), "ann");
        MemoryPayments.tell(credits.till(), orphan, "p3", 2_000);
        credits.till().payBack();
        assertThat(bank.refunded).containsOnlyKeys("p2", "p3").containsValue(2_000L);
        assertThat(state("p1")).isEqualTo(Payment.State.TAKEN);
    }

    @Test
    void whatAnOperatorSawPaidIsNotPaidTwice() throws Declined {
        Invoice invoice = order();
        credits.pay(town.operator(), invoice.id(), "p1");
        MemoryPayments.tell(credits.till(), invoice, "p1", 2_000);
        credits.till().payBack();
        assertThat(state("p1")).isEqualTo(Payment.State.TAKEN);
        assertThat(bank.refunded).isEmpty();
        assertThat(town.registry.roster().openGrants("ann")).hasSize(1);
    }

    @Test
    void anotherAmountBuysNothing() throws Declined {
        Invoice invoice = order();
        MemoryPayments.tell(credits.till(), invoice, "p1", 1_999);
        assertThat(state("p1")).isEqualTo(Payment.State.MISMATCH);
        assertThat(credits.of(invoice)).isEmpty();
        assertThatThrownBy(() -> credits.till().hear(new byte[0], "me"))
                .hasMessageContaining("not by the bank");
    }
}
