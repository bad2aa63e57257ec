package dev.freeway.members;

import java.time.Instant;

/**
 * Who somebody at an OpenID provider is here.
 *
 * @param id a hash of issuer and subject
 * @param issuer the provider
 * @param person by name
 */
public record Identity(String id, String issuer, String person, Instant createdAt)
        implements Entry {}
