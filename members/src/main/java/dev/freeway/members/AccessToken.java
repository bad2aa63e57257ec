package dev.freeway.members;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import java.time.Instant;
import java.util.List;

/**
 * A token, of which only the hash is kept.
 *
 * @param id {@code tok_...}
 * @param label what its maker calls it, or empty
 * @param holder whose limits it uses
 * @param person who made it, and as whom it acts
 * @param project of the holder, or empty
 * @param hash SHA-256 of its text, in hexadecimal digits
 * @param start its first characters, to recognise it
 * @param session whether it was had by a password, and not made by a token
 * @param revokedAt {@link Instant#MAX} where it was not
 */
public record AccessToken(
        String id,
        String label,
        String holder,
        String person,
        String project,
        String hash,
        String start,
        Bounds bounds,
        boolean session,
        Instant createdAt,
        Instant revokedAt)
        implements Entry {
    /** What every id begins with. */
    public static final String PREFIX = "tok_";

    /** Whether it may be used then, as far as it says itself. */
    public boolean livesAt(Instant now) {
        return now.isBefore(bounds.expiresAt()) && !revoked();
    }

    /** Whether somebody took it back. */
    public boolean revoked() {
        return !revokedAt.equals(Instant.MAX);
    }

    /** Its own budgets, within what its holder has. */
    public List<Bound> budgets() {
        return bounds.budgets().stream()
                .map(Budget::limit)
                .map(limit ->
                        new Bound(
                                new CounterKey(CounterKey.GRANTED, holder, id, limit.id()), limit))
                .toList();
    }

    AccessToken since(Instant other) {
        return new AccessToken(
                id, label, holder, person, project, hash, start, bounds, session, other, revokedAt);
    }

    AccessToken revoked(Instant now) {
        return new AccessToken(
                id, label, holder, person, project, hash, start, bounds, session, createdAt, now);
    }
}
