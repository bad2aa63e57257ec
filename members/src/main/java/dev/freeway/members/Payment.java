package dev.freeway.members;

import java.time.Instant;

/**
 * What somebody paid for an invoice at a {@link Payments}.
 *
 * @param id by which it is known there
 * @param invoice for which
 * @param paid how much
 * @param by who told of it
 * @param back how much was paid back; nothing until it was
 * @param refund by what that is found, or empty
 * @param problem why it could not be paid back at the last try, or empty
 */
public record Payment(
        String id,
        String invoice,
        Money paid,
        State state,
        String by,
        Instant at,
        Money back,
        String refund,
        String problem)
        implements Entry {
    /** What has become of it. */
    public enum State {
        /** It paid the invoice. */
        TAKEN,
        /** The invoice was paid otherwise, or nobody is there any more: all of it goes back. */
        SURPLUS,
        /** It is not what was asked for: nothing is done, an operator has to look. */
        MISMATCH,
        /** What was to be paid back is. */
        RETURNED
    }

    /** A new one. */
    static Payment of(Payments.Heard.Paid paid, State state, String by, Instant now) {
        Money none = new Money(0, paid.money().currency());
        return new Payment(
                paid.reference(), paid.invoice(), paid.money(), state, by, now, none, "", "");
    }

    /** When so much was paid back. */
    Payment returned(Money money, String reference) {
        return new Payment(id, invoice, paid, State.RETURNED, by, at, money, reference, "");
    }

    /** When that came in the way of it. */
    Payment because(String why) {
        return new Payment(id, invoice, paid, state, by, at, back, refund, why);
    }
}
