package dev.freeway.cli;

import java.net.URI;

/**
 * Where a gateway is, and by which token to speak to it.
 *
 * @param base without {@code /v1}
 */
public record Address(URI base, String token) {}
