package dev.freeway.members;

import java.time.Instant;

/**
 * What somebody who knows its code becomes, once.
 *
 * @param id SHA-256 of its code, in hexadecimal digits
 * @param by who invites
 * @param role of a new person
 * @param plan of a new person, or empty
 * @param organisation that is joined, or empty
 * @param rank what is become there
 */
public record Invitation(
        String id,
        String by,
        Role role,
        String plan,
        String organisation,
        Rank rank,
        Instant expiresAt)
        implements Entry {}
