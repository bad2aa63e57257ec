package dev.freeway.core.catalog;

import java.net.URI;
import java.util.Optional;

/**
 * Ours with a provider.
 *
 * @param name ours for it, unique per provider; of one that was brought, whose it is and theirs
 * @param baseUrl the provider's, or where the operator points us instead; facts in braces
 * @param facts what decides which clauses apply
 * @param permit what the operator allows of it
 */
public record Account(
        Provider provider, String name, Secret key, String baseUrl, Facts facts, Permit permit) {
    private static final String HTTPS = "https://";
    private static final String OF = ":";

    /** As one is named that a member brought: two may call theirs the same. */
    public static String named(String owner, String name) {
        return owner + OF + name;
    }

    /** What its owner calls it. */
    public String label() {
        return brought() ? name.substring(name.indexOf(OF) + 1) : name;
    }

    /** Whether a member brought it. */
    public boolean brought() {
        return permit.brought().isPresent();
    }

    /**
     * Whether that member may know of it, asking for that project: one brought is its own alone.
     */
    public boolean isThereFor(String member, String project) {
        return permit.brought()
                .map(own -> own.serves(project) && permit.owner().equals(Optional.of(member)))
                .orElse(true);
    }

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
