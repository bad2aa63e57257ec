package dev.freeway.members;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.member.Purse;
import java.time.Instant;

/**
 * Credits of an account.
 *
 * @param microDollars how many there were (expected: > 0)
 * @param expiresAt {@link Instant#MAX} for never
 * @param by who granted it, or saw it paid
 * @param rest micro-dollars that were left when it closed
 * @param closedAt {@link Instant#MAX} while something of it may be left
 */
public record CreditGrant(
        String id,
        String holder,
        long microDollars,
        Source source,
        Instant expiresAt,
        String note,
        String by,
        Instant at,
        State state,
        long rest,
        Instant closedAt)
        implements Entry {
    static final String PREFIX = "gr_";

    /** Where credits come from. */
    public enum Source {
        GRANTED,
        BOUGHT,
        PROMOTION
    }

    /** What has become of them. */
    public enum State {
        /** Spent from. */
        OPEN,
        /** Expired or spent. */
        CLOSED,
        /** Bought, and what was left is paid back. */
        RETURNED
    }

    public CreditGrant {
        if (microDollars <= 0 || rest < 0 || rest > microDollars) {
            throw new IllegalArgumentException(
                    "microDollars: %d, rest: %d (expected: 0 <= rest <= microDollars, and some)"
                            .formatted(microDollars, rest));
        }
    }

    /** The pot it is counted in. */
    public Bound pot() {
        return Purse.pot(holder, id, microDollars, expiresAt);
    }

    /** Whether something is still to be booked of it. */
    boolean unsettled() {
        return closedAt.equals(Instant.MAX);
    }

    boolean open() {
        return state == State.OPEN;
    }

    /** Pays for nothing from now on. */
    CreditGrant returned() {
        return with(State.RETURNED, rest, closedAt);
    }

    /** With nothing left to be booked. */
    CreditGrant closed(long left, Instant now) {
        return with(state == State.OPEN ? State.CLOSED : state, left, now);
    }

    private CreditGrant with(State other, long left, Instant closed) {
        return new CreditGrant(
                id, holder, microDollars, source, expiresAt, note, by, at, other, left, closed);
    }
}
