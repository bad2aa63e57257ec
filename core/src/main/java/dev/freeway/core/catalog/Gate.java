package dev.freeway.core.catalog;

import java.util.List;
import java.util.Set;

/**
 * What must hold for a request to be free.
 *
 * @param models model ids it stands before: globs
 * @param when the condition on the account and date
 * @param without what the request must not need; empty: it may need anything
 * @param billing the billing that opens it where it is closed, or empty
 * @param otherwise what a request is told that may not pass
 * @param provenance where that was read
 */
public record Gate(
        List<String> models,
        Condition when,
        Set<Model.Ability> without,
        String billing,
        String otherwise,
        Provenance provenance) {
    public Gate {
        models = List.copyOf(models);
        without = Set.copyOf(without);
    }

    /** Whether it stands before that model. */
    public boolean covers(Model model) {
        return models.stream().anyMatch(glob -> Glob.matches(glob, model.id()));
    }
}
