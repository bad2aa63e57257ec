package dev.freeway.members;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has invoices paid at a {@link Payments}, takes in what it tells, and has paid back what is due.
 * What is told twice, in any order and to any replica, counts once. Thread-safe.
 */
public final class Till {
    private static final Duration PAUSE_MIN = Duration.ofSeconds(25);
    private static final Duration PAUSE_MAX = Duration.ofHours(1);

    private final Registry registry;
    private final Credits credits;
    private final Payments payments;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final Lock paying = new ReentrantLock();

    /** After a failure it is tried again, ever later. */
    private record Pause(Instant until, Duration length) {
        static Pause after(Optional<Pause> before, Instant now) {
            Duration length = before.map(p -> p.length().multipliedBy(2)).orElse(PAUSE_MIN);
            Duration bound = length.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : length;
            return new Pause(now.plus(bound), bound);
        }
    }

    /** What is to be paid back of a payment. */
    private record Due(Payment payment, Money money) {}

    Till(Registry registry, Credits credits, Payments payments) {
        this.registry = registry;
        this.credits = credits;
        this.payments = payments;
    }

    /** Declines a price at which nothing can be sold here. */
    void requirePayable(long price) throws Declined {
        var _ = payments.asked(price);
    }

    /**
     * The page at which an open invoice can be paid, for whoever manages its account; empty where
     * invoices are paid by hand. Waits for others.
     */
    public Optional<Payments.Checkout> checkout(Actor actor, String id) throws Declined {
        Invoice invoice = Credits.managed(registry.roster(), actor, id);
        Credits.require(invoice, Invoice.State.OPEN);
        return payments.begin(invoice);
    }

    /** All that was paid for that invoice. */
    public List<Payment> of(Invoice invoice) {
        return registry.roster().payments().filter(p -> p.invoice().equals(invoice.id())).toList();
    }

    /** Takes in what is told, if it is the payment service that tells it. */
    public void hear(byte[] body, String signature) throws Declined {
        switch (payments.hear(body, signature)) {
            case Payments.Heard.Paid paid -> take(paid);
            case Payments.Heard.GivenUp(String invoice) -> giveUp(invoice);
            case Payments.Heard.Nothing() -> {}
        }
    }

    private void take(Payments.Heard.Paid paid) throws Declined {
        if (registry.roster().invoice(paid.invoice()).isEmpty()) {
            // Another replica may have taken the order a moment ago.
            registry.refresh();
        }
        Optional<Money> asked = asked(paid.invoice());
        registry.change(payments.name(), roster -> taken(roster, paid, asked));
        Optional<CreditGrant> grant =
                registry.roster().invoice(paid.invoice()).flatMap(credits::of);
        if (grant.isPresent()) {
            credits.fill(grant.get());
        }
    }

    private Optional<Money> asked(String id) {
        try {
            Optional<Invoice> invoice = registry.roster().invoice(id);
            return invoice.isPresent() ? payments.asked(invoice.get().price()) : Optional.empty();
        } catch (Declined _) {
            // So much was never asked for.
            return Optional.empty();
        }
    }

    private Draft<String> taken(Roster roster, Payments.Heard.Paid paid, Optional<Money> asked) {
        Optional<Invoice> found = roster.invoice(paid.invoice());
        if (found.isEmpty() || roster.payment(paid.reference()).isPresent()) {
            return Draft.none(paid.reference());
        }
        Invoice invoice = found.get();
        Payment.State state = state(roster, invoice, paid, asked);
        List<Entry> puts =
                new ArrayList<>(List.of(Payment.of(paid, state, payments.name(), registry.now())));
        if (state == Payment.State.TAKEN && invoice.state() != Invoice.State.PAID) {
            puts.add(invoice.with(Invoice.State.PAID, paid.reference()));
            puts.add(credits.bought(payments.name(), invoice));
        }
        return new Draft<>(puts, List.of(), paid.reference());
    }

    /** One who gave an order up and paid it all the same is given what it paid for. */
    private static Payment.State state(
            Roster roster, Invoice invoice, Payments.Heard.Paid paid, Optional<Money> asked) {
        if (!asked.equals(Optional.of(paid.money()))) {
            return Payment.State.MISMATCH;
        }
        boolean buys =
                switch (invoice.state()) {
                    case OPEN, VOID -> roster.holder(invoice.holder()).isPresent();
                    // Seen by an operator before we were told.
                    case PAID -> invoice.reference().equals(paid.reference());
                    case REFUNDED -> false;
                };
        return buys ? Payment.State.TAKEN : Payment.State.SURPLUS;
    }

    private void giveUp(String id) throws Declined {
        registry.change(
                payments.name(),
                roster -> {
                    Optional<Invoice> open =
                            roster.invoice(id).filter(i -> i.state() == Invoice.State.OPEN);
                    return open.isEmpty()
                            ? Draft.none(id)
                            : new Draft<>(
                                    List.of(open.get().with(Invoice.State.VOID, "")),
                                    List.of(),
                                    id);
                });
    }

    /**
     * Has paid back what is due, and keeps that it was. What a process that died has not kept is
     * asked for again, and paid back once. Waits for others.
     */
    public void payBack() {
        if (!paying.tryLock()) {
            return;
        }
        try {
            Roster roster = registry.roster();
            for (Payment payment : roster.payments().toList()) {
                Optional<Due> due = due(roster, payment);
                if (due.isPresent() && !pausing(payment)) {
                    payBack(due.get());
                }
            }
        } finally {
            paying.unlock();
        }
    }

    private boolean pausing(Payment payment) {
        Pause pause = pauses.get(payment.id());
        return pause != null && registry.now().isBefore(pause.until());
    }

    /** Of a refunded invoice it is known when its grant has closed. */
    private Optional<Due> due(Roster roster, Payment payment) {
        return switch (payment.state()) {
            case SURPLUS -> Optional.of(new Due(payment, payment.paid()));
            case TAKEN ->
                    roster.invoice(payment.invoice())
                            .filter(invoice -> invoice.state() == Invoice.State.REFUNDED)
                            .flatMap(invoice ->
                                    roster.grant(invoice.grant())
                                            .filter(grant -> !grant.unsettled())
                                            .map(grant -> due(payment, invoice, grant)));
            case MISMATCH, RETURNED -> Optional.empty();
        };
    }

    private static Due due(Payment payment, Invoice invoice, CreditGrant grant) {
        Money money = Money.of(invoice.refund(grant.rest()), payment.paid().currency());
        return new Due(payment, money.atMost(payment.paid()));
    }

    private void payBack(Due due) {
        Payment payment = due.payment();
        try {
            Optional<String> reference =
                    due.money().cents() == 0
                            ? Optional.of("")
                            : payments.refund(payment, due.money());
            if (reference.isPresent()) {
                keep(payment, payment.returned(due.money(), reference.get()));
            }
            pauses.remove(payment.id());
        } catch (Declined e) {
            pauses.compute(
                    payment.id(),
                    (_, before) -> Pause.after(Optional.ofNullable(before), registry.now()));
            keep(payment, payment.because(String.valueOf(e.getMessage())));
        }
    }

    /** What another replica has kept meanwhile stays. */
    private void keep(Payment before, Payment after) {
        try {
            registry.change(
                    payments.name(),
                    roster ->
                            before.equals(after)
                                            || !roster.payment(before.id())
                                                    .equals(Optional.of(before))
                                    ? Draft.none(after)
                                    : Draft.put(after));
        } catch (Declined _) {
            // Others are changing the same: it is asked for again, and found.
        }
    }
}
