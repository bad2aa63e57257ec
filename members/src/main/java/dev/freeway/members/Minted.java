package dev.freeway.members;

import dev.freeway.core.catalog.Secret;

/**
 * A new token.
 *
 * @param text told now and never again
 */
public record Minted(AccessToken token, Secret text) {}
