package dev.freeway.core.catalog;

import java.net.URI;

/**
 * Ours with a provider.
 *
 * @param name ours for it, unique per provider
 * @param baseUrl the provider's, or where the operator points us instead; facts in braces
 * @param facts what decides which clauses apply
 * @param permit what the operator allows of it
 */
public record Account(
        Provider provider, String name, Secret key, String baseUrl, Facts facts, Permit permit) {
    private static final String HTTPS = "https://";

    /** Whom it serves: by the terms of use, or by the operator's word. */
    public TermsOfUse.Serves serves() {
        return permit.serves().orElse(provider.terms().use().serves());
    }

    /**
     * Where to ask: a path behind the base URL, or a whole URL of the provider's. Where the
     * operator points us elsewhere, everything of the provider is looked for there.
     */
    public URI url(String target) {
        String wanted = facts.fill(target);
        String base = facts.fill(baseUrl);
        if (!wanted.startsWith(HTTPS)) {
            return URI.create(base + wanted);
        }
        String own = facts.fill(provider.baseUrl());
        return URI.create(
                base.equals(own) ? wanted : root(base, own) + URI.create(wanted).getRawPath());
    }

    /** What stands in {@code base} before the path that the provider's own has too. */
    private static String root(String base, String own) {
        String path = URI.create(own).getRawPath();
        return base.endsWith(path) ? base.substring(0, base.length() - path.length()) : base;
    }
}
