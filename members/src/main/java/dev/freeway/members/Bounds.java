package dev.freeway.members;

import dev.freeway.core.catalog.Glob;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token is for, and how far it goes.
 *
 * @param models names with {@code *} for any characters; none: every model
 * @param budgets of its own, within what its holder has
 * @param networks from where it may be used, as {@code 10.0.0.0/8}; none: from everywhere
 * @param expiresAt {@link Instant#MAX} for never
 */
public record Bounds(
        Set<Scope> scopes,
        List<String> models,
        List<Budget> budgets,
        List<String> networks,
        Instant expiresAt) {
    /** How many of each there may be. */
    public static final int LISTED_MAX = 32;

    public Bounds {
        scopes = scopes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(scopes));
        models = List.copyOf(models);
        budgets = List.copyOf(budgets);
        networks = List.copyOf(networks);
        networks.forEach(Cidr::of);
    }

    /** For those scopes, and without other bounds. */
    public static Bounds of(Set<Scope> scopes) {
        return new Bounds(scopes, List.of(), List.of(), List.of(), Instant.MAX);
    }

    /** The same until then. */
    public Bounds until(Instant end) {
        return new Bounds(scopes, models, budgets, networks, end);
    }

    /** The same for those scopes. */
    public Bounds with(Set<Scope> others) {
        return new Bounds(others, models, budgets, networks, expiresAt);
    }

    private boolean allows(String model) {
        return models.isEmpty() || models.stream().anyMatch(glob -> Glob.matches(glob, model));
    }

    /** Whether it may be used from that address. */
    public boolean reaches(String address) {
        return networks.isEmpty()
                || networks.stream().anyMatch(network -> Cidr.of(network).holds(address));
    }

    /** Which of these is wider than its maker's, scopes apart. */
    Optional<String> wider(Bounds maker, boolean session) {
        if (!maker.models.isEmpty()
                && (models.isEmpty() || !models.stream().allMatch(maker::allows))) {
            return Optional.of("models");
        }
        if (!maker.networks.isEmpty() && !insideOf(maker)) {
            return Optional.of("networks");
        }
        if (!session && expiresAt.isAfter(maker.expiresAt)) {
            return Optional.of("expires_at");
        }
        boolean held = maker.budgets.stream().allMatch(of -> budgets.stream().anyMatch(of::holds));
        return held ? Optional.empty() : Optional.of("budgets");
    }

    private boolean insideOf(Bounds maker) {
        return !networks.isEmpty()
                && networks.stream()
                        .map(Cidr::of)
                        .allMatch(own ->
                                maker.networks.stream()
                                        .anyMatch(network -> Cidr.of(network).holds(own)));
    }
}
