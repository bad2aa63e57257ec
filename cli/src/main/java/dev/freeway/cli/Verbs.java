package dev.freeway.cli;

import java.util.List;

/** The verbs that speak to a gateway like any client. */
public final class Verbs {
    private Verbs() {}

    /** One command object each. */
    public static List<Object> all(Surroundings surroundings) {
        return List.of(
                new QuotaVerb(surroundings),
                new RunVerb(surroundings),
                new ModelsVerb(surroundings),
                new ProvidersVerb(surroundings),
                new LogsVerb(surroundings));
    }
}
