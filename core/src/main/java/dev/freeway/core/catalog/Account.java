package dev.freeway.core.catalog;

import java.net.URI;

/**
 * Ours with a provider.
 *
 * @param name ours for it, unique per provider
 * @param baseUrl the provider's, or where the operator points us instead
 * @param facts what decides which clauses apply
 * @param servesRetired whether it is asked although the provider is retired: an emulator's is
 */
public record Account(
        Provider provider,
        String name,
        Secret key,
        URI baseUrl,
        Facts facts,
        boolean servesRetired) {}
