package dev.freeway.members;

import java.math.BigInteger;
import java.time.Instant;

/**
 * Credits to be paid for.
 *
 * @param microDollars of credit (expected: > 0)
 * @param price what is asked for it, in micro-dollars of money (expected: > 0)
 * @param reference by what the payment is found, or empty
 * @param by who ordered
 */
public record Invoice(
        String id,
        String holder,
        long microDollars,
        long price,
        State state,
        String reference,
        String by,
        Instant at)
        implements Entry {
    static final String PREFIX = "inv_";

    /** What has become of it. */
    public enum State {
        OPEN,
        PAID,
        VOID,
        REFUNDED
    }

    public Invoice {
        if (microDollars <= 0 || price <= 0) {
            throw new IllegalArgumentException(
                    "microDollars: %d, price: %d (expected: > 0)".formatted(microDollars, price));
        }
    }

    /** The id of what is granted once it is paid: an invoice is paid once. */
    public String grant() {
        return CreditGrant.PREFIX + id.substring(PREFIX.length());
    }

    /**
     * What is to be paid back where so much of its credit is left, in micro-dollars, rounded up.
     */
    public long refund(long left) {
        return BigInteger.valueOf(price)
                .multiply(BigInteger.valueOf(left))
                .add(BigInteger.valueOf(microDollars - 1))
                .divide(BigInteger.valueOf(microDollars))
                .longValueExact();
    }

    Invoice with(State other, String paidBy) {
        return new Invoice(id, holder, microDollars, price, other, paidBy, by, at);
    }
}
