package dev.freeway.members;

import java.time.Instant;
import java.util.Objects;

/**
 * What somebody who knows its code becomes, once.
 *
 * @param id SHA-256 of its code, in hexadecimal digits
 * @param by who invites
 * @param role of a new person
 * @param plan of a new person, or empty
 * @param organisation that is joined, or empty
 * @param rank what is become there
 * @param email where its code was sent, and nobody else told; or empty
 */
public record Invitation(
        String id,
        String by,
        Role role,
        String plan,
        String organisation,
        Rank rank,
        Instant expiresAt,
        String email)
        implements Entry {
    private static final int SHOWN_DIGITS = 16;

    public Invitation {
        // Of one that was kept before it was known.
        email = Objects.requireNonNullElse(email, "");
    }

    /** What it is called where it is shown: neither its code nor its id can be told from it. */
    public String shown() {
        return "ivt_" + Mint.hash("shown " + id).substring(0, SHOWN_DIGITS);
    }

    /** The same, made. */
    Invitation made(String hash, String inviter) {
        return new Invitation(hash, inviter, role, plan, organisation, rank, expiresAt, email);
    }
}
