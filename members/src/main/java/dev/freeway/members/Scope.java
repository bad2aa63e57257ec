package dev.freeway.members;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a token is for. */
public enum Scope {
    /** List models and ask them; GitHub's permission of that name covers both (docs, 2026-07). */
    MODELS_READ,
    PREDICTIONS_WRITE,
    /** One's own usage and limits. */
    USAGE_READ,
    /** What concerns the whole gateway: quota, logs, providers, routing, metrics. */
    GATEWAY_READ,
    ADMIN_READ,
    ADMIN_WRITE;

    /** What the first token of a member is for. */
    public static final Set<Scope> MEMBERS = Set.of(MODELS_READ, PREDICTIONS_WRITE, USAGE_READ);

    /** What an operator's token of the configuration file is for. */
    public static final Set<Scope> OPERATORS =
            Set.of(MODELS_READ, PREDICTIONS_WRITE, USAGE_READ, GATEWAY_READ);

    /** The name in bodies and answers: {@code models:read}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** The scope of that name. */
    public static Optional<Scope> of(String id) {
        return Stream.of(values()).filter(scope -> scope.id().equals(id)).findFirst();
    }

    /** Whether it changes or shows who is served. */
    public boolean admin() {
        return this == ADMIN_READ || this == ADMIN_WRITE;
    }

    /** Whether models are asked by it. */
    public boolean infers() {
        return this == MODELS_READ || this == PREDICTIONS_WRITE;
    }

    /** What a person does here when logged in: everything but asking models. */
    static Set<Scope> session(Role role) {
        Set<Scope> all = EnumSet.of(USAGE_READ, ADMIN_READ, ADMIN_WRITE);
        if (role == Role.OPERATOR) {
            all.add(GATEWAY_READ);
        }
        return all;
    }
}
