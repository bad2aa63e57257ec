package dev.freeway.members;

import java.time.Instant;

/**
 * That somebody has had a free tier; outlives who that was.
 *
 * @param id a hash of issuer and subject, or of a verified address
 */
public record FreeTier(String id, Instant at) implements Entry {}
