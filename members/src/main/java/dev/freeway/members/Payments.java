package dev.freeway.members;

import java.util.Optional;

/**
 * Somebody who takes money for us. All but {@link #asked} waits for others, and so is never called
 * while something is decided. Thread-safe.
 */
public interface Payments {
    /** A page at which an invoice can be paid. */
    record Checkout(String url) {}

    /** What was told. */
    sealed interface Heard {
        /** That was paid for an invoice. */
        record Paid(String invoice, String reference, Money money) implements Heard {}

        /** Nobody will pay that invoice at its page any more. */
        record GivenUp(String invoice) implements Heard {}

        /** Nothing that concerns us. */
        record Nothing() implements Heard {}
    }

    /** Under which name it signs. */
    String name();

    /**
     * What is asked for so many micro-dollars; empty where nothing is taken here.
     *
     * @throws Declined where so much cannot be asked for
     */
    Optional<Money> asked(long microDollars) throws Declined;

    /**
     * A page for an open invoice, the same one for a while; empty where nothing is taken here.
     *
     * @throws Declined where there is none to be had at the moment
     */
    Optional<Checkout> begin(Invoice invoice) throws Declined;

    /**
     * Pays back, once however often it is asked for.
     *
     * @return by what it is found; empty where nothing is taken here
     * @throws Declined where it is not known to be paid back
     */
    Optional<String> refund(Payment payment, Money back) throws Declined;

    /**
     * What it tells us.
     *
     * @throws Declined where it is not it who tells, or nothing is taken here
     */
    Heard hear(byte[] body, String signature) throws Declined;

    /** What is said to who tells where nothing is taken. */
    static Declined notHere() {
        return Declined.conflict(
                "",
                "Invoices are paid by hand here (expected: payments in the configuration file).");
    }

    /** Nobody takes money. */
    record None() implements Payments {
        @Override
        public String name() {
            return "";
        }

        @Override
        public Optional<Money> asked(long microDollars) {
            return Optional.empty();
        }

        @Override
        public Optional<Checkout> begin(Invoice invoice) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refund(Payment payment, Money back) {
            return Optional.empty();
        }

        @Override
        public Heard hear(byte[] body, String signature) throws Declined {
            throw notHere();
        }
    }
}
