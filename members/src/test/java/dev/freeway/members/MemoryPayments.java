package dev.freeway.members;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Takes money in memory, and pays each payment back once. Whoever signs with its name is heard. */
final class MemoryPayments implements Payments {
    final Map<String, Long> refunded = new LinkedHashMap<>();

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public Optional<Money> asked(long microDollars) {
        return Optional.of(Money.of(microDollars, "usd"));
    }

    @Override
    public Optional<Checkout> begin(Invoice invoice) {
        return Optional.of(new Checkout("https://bank.example/" + invoice.id()));
    }

    @Override
    public Optional<String> refund(Payment payment, Money back) {
        refunded.putIfAbsent(payment.id(), back.cents());
        return Optional.of("back-" + payment.id());
    }

    /** {@code INVOICE REFERENCE CENTS}. */
    @Override
    public Heard hear(byte[] body, String signature) throws Declined {
        if (!signature.equals(name())) {
            throw Declined.invalid("", "not by the bank");
        }
        String[] words = new String(body, StandardCharsets.UTF_8).split(" ", -1);
        return new Heard.Paid(words[0], words[1], new Money(Long.parseLong(words[2]), "usd"));
    }

    static void tell(Till till, Invoice invoice, String reference, long cents) throws Declined {
        String told = invoice.id() + " " + reference + " " + cents;
        till.hear(told.getBytes(StandardCharsets.UTF_8), "bank");
    }
}
